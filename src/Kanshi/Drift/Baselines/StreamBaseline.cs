using Kanshi.Windows;

namespace Kanshi.Drift.Baselines;

/// <summary>What is normal for a stream: a baseline a metric, null where too few windows had observations of it.</summary>
/// <param name="LearntTo">Start of the last window that it knows.</param>
/// <param name="Metrics">In the order of the metrics that it was learnt for.</param>
public sealed record StreamBaseline(DateTimeOffset LearntTo, SeenDays Seen, IReadOnlyList<MetricBaseline?> Metrics)
{
    private const byte FormatVersion = 1;

    public static StreamBaseline None { get; } = new(default, SeenDays.None, []);

    public MetricBaseline? this[int metric] => metric < Metrics.Count ? Metrics[metric] : null;

    /// <summary>Whether the hour and the kind of day at this time were part of the history, so that their season is known.</summary>
    public bool Knows(DateTimeOffset time) => Seen.HasFlag(SeasonBasis.IsWeekend(time) ? SeenDays.Weekend : SeenDays.Weekday);

    public ReadOnlyMemory<byte> ToBytes()
    {
        var writer = new SketchWriter();
        writer.Byte(FormatVersion);
        writer.Signed(LearntTo.ToUnixTimeSeconds());
        writer.Byte((byte)Seen);
        writer.Unsigned((ulong)Metrics.Count);
        foreach (var metric in Metrics)
        {
            if (metric is null)
                writer.Byte(0);
            else
                metric.Write(writer);
        }

        return writer.Written;
    }

    /// <exception cref="InvalidDataException">The bytes are damaged or of another format version.</exception>
    public static StreamBaseline FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes);
        reader.Version(FormatVersion, "a baseline");
        var learntTo = DateTimeOffset.FromUnixTimeSeconds(reader.Signed());
        var seen = (SeenDays)reader.Byte();
        var metrics = new MetricBaseline?[reader.Count(4096)];
        for (var i = 0; i < metrics.Length; i++)
            metrics[i] = MetricBaseline.Read(ref reader);
        reader.End();
        return new(learntTo, seen, metrics);
    }
}

/// <summary>Kinds of day of which at least most of one was seen.</summary>
[Flags]
public enum SeenDays
{
    None = 0,
    Weekday = 1,
    Weekend = 2,
}
