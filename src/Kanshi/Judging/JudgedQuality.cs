using Kanshi.Estimates;

namespace Kanshi.Judging;

/// <summary>What the verdicts on a stream's responses of a period say: the pass rate, and the mean of each dimension that was marked.</summary>
/// <param name="PassRate">Null where none was scored.</param>
/// <param name="Scores">By dimension, 1..5.</param>
/// <param name="Sampled">Responses that were sampled.</param>
/// <param name="Unjudged">Of those, the ones that no judge has seen.</param>
public sealed record JudgedQuality(Estimate? PassRate, IReadOnlyDictionary<string, Estimate> Scores, long Sampled, long Unjudged)
{
    /// <param name="windows">All judged windows of the period, also those of several streams.</param>
    public static JudgedQuality Of(IReadOnlyCollection<JudgedWindow> windows, EstimateTarget target)
    {
        var scores = new SortedDictionary<string, Estimate>(StringComparer.Ordinal);
        foreach (var measure in windows.SelectMany(window => window.Verdicts.Measures.Keys).Distinct(StringComparer.Ordinal))
        {
            if (measure != VerdictSums.Pass && QualityEstimator.MeanScore(PeriodOf(windows, measure), target) is { } score)
                scores[measure] = score;
        }

        var all = PeriodOf(windows, VerdictSums.Pass);
        return new(QualityEstimator.PassRate(all, target), scores, all.Selected, all.Unjudged);
    }

    public static Estimate? PassRateOf(IEnumerable<JudgedWindow> windows, EstimateTarget target) =>
        QualityEstimator.PassRate(PeriodOf(windows, VerdictSums.Pass), target);

    private static JudgedPeriod PeriodOf(IEnumerable<JudgedWindow> windows, string measure)
    {
        var period = new JudgedPeriod();
        foreach (var window in windows)
            period.Add(window.SumsOf(measure), window.Population);
        return period;
    }
}
