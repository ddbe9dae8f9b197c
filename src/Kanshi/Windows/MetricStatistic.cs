namespace Kanshi.Windows;

/// <summary>
/// One metric of one window. For a share: <paramref name="Value"/> is the share and <paramref name="Count"/> what it is a share of. For a location:
/// mean and standard deviation of ln(1 + x/u), u the metric's log unit. Without observations the count is 0.
/// </summary>
public readonly record struct MetricStatistic(long Count, float Value, float Spread = 0)
{
    internal static MetricStatistic Share(long part, long whole) => whole == 0 ? default : new(whole, (float)((double)part / whole));

    internal static MetricStatistic Location(QuantileSketch sketch, double unit)
    {
        if (sketch.Count == 0)
            return default;
        var (mean, deviation) = sketch.LogMoments(unit);
        return new(sketch.Count, (float)mean, (float)deviation);
    }
}
