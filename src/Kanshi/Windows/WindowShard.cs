namespace Kanshi.Windows;

/// <summary>
/// The part of a stream's window that came from one source, with the highest sequence number folded into it. Folding the same events
/// again changes nothing: that, and not luck, is why redelivery counts nothing twice.
/// </summary>
public sealed class WindowShard
{
    private const byte FormatVersion = 1;

    public const long None = -1;

    public long LastSequence { get; private set; } = None;

    public WindowSketch Sketch { get; private init; } = new();

    /// <summary>False when the shard holds the event already.</summary>
    public bool Fold(long sequence, in ScoredEvent scored, bool late)
    {
        if (sequence <= LastSequence)
            return false;
        LastSequence = sequence;
        Sketch.Add(in scored, late);
        return true;
    }

    public ReadOnlyMemory<byte> ToBytes()
    {
        var writer = new SketchWriter();
        writer.Byte(FormatVersion);
        writer.Signed(LastSequence);
        Sketch.Write(writer);
        return writer.Written;
    }

    /// <exception cref="InvalidDataException">The bytes are damaged or of another format version.</exception>
    public static WindowShard FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes);
        reader.Version(FormatVersion, "a window shard");
        var lastSequence = reader.Signed();
        var shard = new WindowShard { LastSequence = lastSequence, Sketch = WindowSketch.Read(ref reader) };
        reader.End();
        return shard;
    }
}
