namespace Kanshi.Windows;

/// <summary>
/// All that baselines learn from of one closed window of one stream: a few numbers a metric, at most 300 bytes stored, in the order of
/// their <see cref="MetricSet"/>.
/// </summary>
public sealed record WindowStatistics(DateTimeOffset Start, bool Complete, long Events, IReadOnlyList<MetricStatistic> Metrics)
{
    public static WindowStatistics Of(DateTimeOffset start, bool complete, WindowSketch window) =>
        new(start, complete, window.Events, [.. WindowMetric.All.Select(metric => metric.Of(window))]);

    internal void Write(SketchWriter writer, IReadOnlyList<WindowMetric> all)
    {
        writer.Unsigned((ulong)Start.ToUnixTimeSeconds());
        writer.Byte(Complete ? (byte)1 : (byte)0);
        writer.Unsigned((ulong)Events);
        writer.Unsigned((ulong)Metrics.Count);
        var last = -1L;
        foreach (var (statistic, metric) in Metrics.Zip(all))
        {
            // Most metrics are of the same calls as the one before: 0 says so.
            writer.Unsigned(statistic.Count == last ? 0 : (ulong)statistic.Count + 1);
            last = statistic.Count;
            if (statistic.Count == 0)
                continue;
            if (metric.Kind == MetricKind.Share)
            {
                writer.Unsigned((ulong)Math.Round((double)statistic.Value * statistic.Count));
                continue;
            }

            writer.Single(statistic.Value);
            writer.Single(statistic.Spread);
        }
    }

    /// <param name="format">Of the day's row: 1 had every number in full.</param>
    internal static WindowStatistics Read(ref SketchReader reader, int format, IReadOnlyList<WindowMetric> all)
    {
        var start = DateTimeOffset.FromUnixTimeSeconds((long)reader.Unsigned());
        var complete = reader.Byte() != 0;
        var events = (long)reader.Unsigned();
        // A window stored before a metric was added has none of it.
        var metrics = new MetricStatistic[all.Count];
        var stored = reader.Count(metrics.Length);
        var last = -1L;
        for (var i = 0; i < stored; i++)
        {
            var count = (long)reader.Unsigned();
            if (format > 1)
                count = count == 0 ? last : count - 1;
            last = count;
            if (count <= 0)
                metrics[i] = default;
            else if (format > 1 && all[i].Kind == MetricKind.Share)
                metrics[i] = MetricStatistic.Share(Math.Min((long)reader.Unsigned(), count), count);
            else
                metrics[i] = new(count, reader.Single(), reader.Single());
        }

        return new(start, complete, events, metrics);
    }
}
