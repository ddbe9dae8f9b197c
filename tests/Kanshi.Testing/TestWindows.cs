using Kanshi.Windows;

namespace Kanshi.Testing;

/// <summary>One metric of a window as a test says it: a share, or a typical quantity in its own unit.</summary>
public readonly record struct Reading(string Metric, double Value, long Count = 100, double Spread = 0.5);

/// <summary>Statistics of windows, by number since 2026-11-20 00:00 UTC, five minutes each.</summary>
public static class TestWindows
{
    public static TimeSpan Length { get; } = TimeSpan.FromMinutes(5);

    public static DateTimeOffset StartOf(int number) => new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero) + (number * Length);

    /// <summary>Metrics that are not named have no observations.</summary>
    public static WindowStatistics Of(int number, params ReadOnlySpan<Reading> readings)
    {
        var metrics = new MetricStatistic[WindowMetric.All.Count];
        foreach (var reading in readings)
        {
            var (at, metric) = WindowMetric.All.Index().Single(known => known.Item.Name == reading.Metric);
            metrics[at] = metric.Kind == MetricKind.Share
                ? new(reading.Count, (float)reading.Value)
                : new(reading.Count, (float)Math.Log(1 + (reading.Value / metric.LogUnit)), (float)reading.Spread);
        }

        return new(StartOf(number), true, metrics.Max(metric => metric.Count), metrics);
    }
}
