namespace Kanshi.Drift.Evidence;

/// <summary>
/// The score of a service is the weighted mean over its streams' scores, as a stream's is over its metrics. Means of e-processes keep the promise
/// whatever the dependence between them, which products and smallest p-values do not.
/// </summary>
public static class ServiceScore
{
    /// <param name="streams">Score and weight of each stream; weights at least 0, together over 0.</param>
    public static double Of(params IReadOnlyCollection<(double Score, double Weight)> streams)
    {
        var weight = streams.Sum(stream => stream.Weight);
        return weight > 0 ? streams.Sum(stream => stream.Weight * stream.Score) / weight : 0;
    }
}
