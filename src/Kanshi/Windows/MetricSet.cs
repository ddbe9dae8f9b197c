using Kanshi.Estimates;

namespace Kanshi.Windows;

/// <summary>
/// Metrics that are known at the same time and are compared together, kept apart from others by a suffix: those of every window, and those that only the
/// judge's verdicts on an hour tell.
/// </summary>
public sealed record MetricSet(string Suffix, IReadOnlyList<WindowMetric> Metrics)
{
    /// <summary>The share of responses that the judge would pass.</summary>
    public const string JudgedPassRate = "judged-pass-rate";

    public static MetricSet OfWindows { get; } = new("", WindowMetric.All);

    /// <summary>Hours of verdicts: at the rates at which judges are asked, a window has too few.</summary>
    public static MetricSet OfJudgements { get; } = new("judged", [new WindowMetric(JudgedPassRate, MetricKind.Share, Harm.Down, "share", _ => default)]);

    /// <summary>
    /// An hour's estimate as a statistic. It counts as so many responses as would give its standard error if each had been judged, which is what
    /// spread of inclusion probabilities leaves of them.
    /// </summary>
    public static WindowStatistics OfHour(DateTimeOffset start, Estimate passRate)
    {
        var effective = (long)Math.Floor(passRate.EffectiveCount);
        return new(start, Complete: true, effective, [effective < 1 ? default : new MetricStatistic(effective, (float)Math.Clamp(passRate.Value, 0, 1))]);
    }
}
