namespace Kanshi.Windows;

/// <summary>
/// All that baselines learn from of one closed window of one stream: a few numbers a metric, at most 300 bytes stored, in the order of
/// <see cref="WindowMetric.All"/>.
/// </summary>
public sealed record WindowStatistics(DateTimeOffset Start, bool Complete, long Events, IReadOnlyList<MetricStatistic> Metrics)
{
    public static WindowStatistics Of(DateTimeOffset start, bool complete, WindowSketch window) =>
        new(start, complete, window.Events, [.. WindowMetric.All.Select(metric => metric.Of(window))]);

    internal void Write(SketchWriter writer)
    {
        writer.Unsigned((ulong)Start.ToUnixTimeSeconds());
        writer.Byte(Complete ? (byte)1 : (byte)0);
        writer.Unsigned((ulong)Events);
        writer.Unsigned((ulong)Metrics.Count);
        foreach (var statistic in Metrics)
        {
            writer.Unsigned((ulong)statistic.Count);
            if (statistic.Count == 0)
                continue;
            writer.Single(statistic.Value);
            writer.Single(statistic.Spread);
        }
    }

    internal static WindowStatistics Read(ref SketchReader reader)
    {
        var start = DateTimeOffset.FromUnixTimeSeconds((long)reader.Unsigned());
        var complete = reader.Byte() != 0;
        var events = (long)reader.Unsigned();
        // A window stored before a metric was added has none of it.
        var metrics = new MetricStatistic[WindowMetric.All.Count];
        var stored = reader.Count(metrics.Length);
        for (var i = 0; i < stored; i++)
        {
            var count = (long)reader.Unsigned();
            metrics[i] = count == 0 ? default : new(count, reader.Single(), reader.Single());
        }

        return new(start, complete, events, metrics);
    }
}
