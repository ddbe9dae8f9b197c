namespace Kanshi.Windows;

/// <summary>A stream's closed window. An incomplete one was given up before all partitions had passed it.</summary>
public sealed record MergedWindow(DateTimeOffset Start, bool Complete, DateTimeOffset ClosedAt, WindowSketch Sketch)
{
    private const byte FormatVersion = 1;

    internal ReadOnlyMemory<byte> ToBytes()
    {
        var writer = new SketchWriter();
        writer.Byte(FormatVersion);
        writer.Byte(Complete ? (byte)1 : (byte)0);
        writer.Signed(ClosedAt.UtcTicks);
        Sketch.Write(writer);
        return writer.Written;
    }

    internal static MergedWindow FromBytes(DateTimeOffset start, ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes);
        reader.Version(FormatVersion, "a merged window");
        var complete = reader.Byte() != 0;
        var closedAt = new DateTimeOffset(reader.Signed(), TimeSpan.Zero);
        var window = new MergedWindow(start, complete, closedAt, WindowSketch.Read(ref reader));
        reader.End();
        return window;
    }
}
