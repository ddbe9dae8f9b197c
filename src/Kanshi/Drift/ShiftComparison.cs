using Kanshi.Windows;

namespace Kanshi.Drift;

/// <summary>
/// Compares one metric of a window with the same stream's history: distance from the median over window-to-window spread and the
/// window's own sampling error. Shares are compared on the scale of asin√p, where their error is ½/√n whatever p (Anscombe 1948); quantities as
/// mean ln(1 + x/u), u the metric's log unit.
/// </summary>
public static class ShiftComparison
{
    /// <summary>Spreads below these are taken for luck: 0.02 on the scale of asin√p, 3 % of a quantity.</summary>
    private const double LeastShareSpread = 0.02, LeastLocationSpread = 0.03;

    public static DriftVerdict Compare(WindowMetric metric, MetricStatistic window, ReadOnlySpan<MetricStatistic> history, ShiftOptions options)
    {
        if (window.Count < options.MinimumEvents)
            return new DriftVerdict.TooFewEvents(window.Count, options.MinimumEvents);
        var (baseline, usable) = Baseline(metric, history, options);
        if (usable < options.MinimumWindows)
            return new DriftVerdict.NotEnoughHistory(usable, options.MinimumWindows);
        var distance = (Scaled(metric, window.Value) - baseline.Median) / Spread(metric, window, baseline);
        var expected = metric.InUnit(Unscaled(metric, baseline.Median));
        var observed = metric.InUnit(window.Value);
        return Math.Abs(distance) >= options.Threshold && IsOfConcern(metric, expected, observed, options)
            ? new DriftVerdict.Off(expected, observed, distance)
            : new DriftVerdict.WithinBaseline(expected, observed, distance);
    }

    /// <summary>
    /// Evidence that not even half of an effect remains: the window lies below its middle by 1.64 spreads (one-sided 5 %). <paramref name="expected"/>
    /// and <paramref name="effect"/> are the episode's, effect signed, both on the comparison scale.
    /// </summary>
    public static bool SpeaksAgainstHalf(double expected, double effect, double observed, double spread) =>
        Math.Sign(effect) * (observed - expected) < (Math.Abs(effect) / 2) - (1.64 * spread);

    /// <summary>Ln of how much likelier a window is without the fault than with half of its effect (Gaussian on the scale of comparison).</summary>
    public static double EvidenceAgainstHalf(double expected, double effect, double observed, double spread)
    {
        var fromNormal = observed - expected;
        var fromHalf = fromNormal - (effect / 2);
        return ((fromHalf * fromHalf) - (fromNormal * fromNormal)) / (2 * spread * spread);
    }

    /// <summary>The value on the scale of comparison.</summary>
    public static double Scaled(WindowMetric metric, double value) => metric.Kind == MetricKind.Share ? Math.Asin(Math.Sqrt(Math.Clamp(value, 0, 1))) : value;

    /// <summary>
    /// Where the windows of a history lie on the scale of comparison, and how far their true levels differ: the sampling error that their values
    /// hold besides is taken out of the spread, since a window that is compared brings its own. Also how many windows were usable.
    /// </summary>
    public static (RobustBaseline Baseline, int Windows) Baseline(WindowMetric metric, ReadOnlySpan<MetricStatistic> history, ShiftOptions options)
    {
        Span<double> values = new double[history.Length];
        var usable = 0;
        var errors = 0.0;
        foreach (var past in history)
        {
            if (past.Count < options.MinimumEvents)
                continue;
            values[usable++] = Scaled(metric, past.Value);
            errors += SamplingVariance(metric, past);
        }

        if (usable == 0)
            return (default, 0);
        var raw = RobustBaseline.Of(values[..usable]);
        var least = metric.Kind == MetricKind.Share ? LeastShareSpread : LeastLocationSpread;
        var between = Math.Max((raw.Spread * raw.Spread) - (errors / usable), least * least);
        return (raw with { Spread = Math.Sqrt(between) }, usable);
    }

    /// <summary>Standard deviation of a window's value about the median, on the scale of comparison.</summary>
    public static double Spread(WindowMetric metric, MetricStatistic window, RobustBaseline baseline) =>
        Math.Sqrt((baseline.Spread * baseline.Spread) + SamplingVariance(metric, window));

    private static double SamplingVariance(WindowMetric metric, MetricStatistic window) =>
        (metric.Kind == MetricKind.Share ? 0.25 : (double)window.Spread * window.Spread) / window.Count;

    private static double Unscaled(WindowMetric metric, double value) => metric.Kind == MetricKind.Share ? Math.Pow(Math.Sin(value), 2) : value;

    private static bool IsOfConcern(WindowMetric metric, double expected, double observed, ShiftOptions options) => metric.Kind == MetricKind.Share
        ? Math.Abs(observed - expected) >= options.LeastShare
        : Math.Abs(Math.Log((metric.LogUnit + observed) / (metric.LogUnit + expected))) >= Math.Log(1 + options.LeastRatio);
}
