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
        Span<double> values = new double[history.Length];
        var usable = 0;
        foreach (var past in history)
        {
            if (past.Count >= options.MinimumEvents)
                values[usable++] = Scaled(metric, past.Value);
        }

        if (usable < options.MinimumWindows)
            return new DriftVerdict.NotEnoughHistory(usable, options.MinimumWindows);
        var baseline = RobustBaseline.Of(values[..usable]);
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

    /// <summary>The value on the scale of comparison.</summary>
    public static double Scaled(WindowMetric metric, double value) => metric.Kind == MetricKind.Share ? Math.Asin(Math.Sqrt(Math.Clamp(value, 0, 1))) : value;

    /// <summary>Standard deviation of a window's value about the median, on the scale of comparison.</summary>
    public static double Spread(WindowMetric metric, MetricStatistic window, RobustBaseline baseline)
    {
        var (least, error) = metric.Kind == MetricKind.Share
            ? (LeastShareSpread, 0.5 / Math.Sqrt(window.Count))
            : (LeastLocationSpread, window.Spread / Math.Sqrt(window.Count));
        var spread = Math.Max(baseline.Spread, least);
        return Math.Sqrt((spread * spread) + (error * error));
    }

    private static double Unscaled(WindowMetric metric, double value) => metric.Kind == MetricKind.Share ? Math.Pow(Math.Sin(value), 2) : value;

    private static bool IsOfConcern(WindowMetric metric, double expected, double observed, ShiftOptions options) => metric.Kind == MetricKind.Share
        ? Math.Abs(observed - expected) >= options.LeastShare
        : Math.Abs(Math.Log((metric.LogUnit + observed) / (metric.LogUnit + expected))) >= Math.Log(1 + options.LeastRatio);
}
