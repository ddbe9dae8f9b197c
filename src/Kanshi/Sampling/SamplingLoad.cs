using Kanshi.Windows;

namespace Kanshi.Sampling;

/// <summary>
/// What judging all of a stream would take: its eligible responses a minute, each counted by how much likelier than a harmless one it is sampled.
/// </summary>
public readonly record struct SamplingLoad(double PerMinute)
{
    /// <summary>A response of risk 1 is this much likelier to be sampled than one of risk 0.</summary>
    private const double RiskFactor = 8;

    private const double FeedbackFactor = 4;

    /// <summary>At least 1, and growing with the risk (0..1): failures are rare, so chance alone would hardly ever show one to the judge.</summary>
    public static double WeightOf(double risk, bool negativeFeedback) =>
        (1 + ((RiskFactor - 1) * Math.Clamp(risk, 0, 1))) * (negativeFeedback ? FeedbackFactor : 1);

    /// <summary>Of a window of one stream; null when nothing in it could be judged.</summary>
    public static SamplingLoad? Of(WindowSketch window, TimeSpan length)
    {
        var population = window.Population;
        return population.Count == 0 ? null : new(population.Count * (1 + ((RiskFactor - 1) * population.Risk / population.Weight)) / length.TotalMinutes);
    }
}
