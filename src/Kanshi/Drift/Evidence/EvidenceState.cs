using Kanshi.Windows;

namespace Kanshi.Drift.Evidence;

/// <summary>What the e-detector of a stream remembers between windows: at most 8 KiB stored. Nothing but this and the baseline decides.</summary>
public sealed record EvidenceState(DateTimeOffset LastWindow, IReadOnlyList<MetricEvidence> Metrics)
{
    private const byte FormatVersion = 1;

    public static EvidenceState Empty { get; } = new(default, []);

    public ReadOnlyMemory<byte> ToBytes()
    {
        var writer = new SketchWriter();
        writer.Byte(FormatVersion);
        writer.Signed(LastWindow.ToUnixTimeSeconds());
        writer.Unsigned((ulong)Metrics.Count);
        foreach (var metric in Metrics)
            metric.Write(writer);
        return writer.Written;
    }

    /// <exception cref="InvalidDataException">The bytes are damaged or of another format version.</exception>
    public static EvidenceState FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes);
        reader.Version(FormatVersion, "the evidence of a stream");
        var last = DateTimeOffset.FromUnixTimeSeconds(reader.Signed());
        var metrics = new MetricEvidence[reader.Count(4096)];
        for (var i = 0; i < metrics.Length; i++)
            metrics[i] = MetricEvidence.Read(ref reader);
        reader.End();
        return new(last, metrics);
    }
}
