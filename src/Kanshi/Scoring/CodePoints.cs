using System.Numerics;
using System.Runtime.Intrinsics;

namespace Kanshi.Scoring;

/// <summary>
/// Between byte offsets of UTF-8, in which the checks work, and Unicode code points, in which results are written: a person's editor and
/// most languages count code points, nobody counts bytes.
/// </summary>
public static class CodePoints
{
    /// <summary>Number of code points in valid <paramref name="utf8"/>.</summary>
    public static int Count(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var b in utf8)
            count += IsContinuation(b) ? 0 : 1;
        return count;
    }

    /// <summary>Number of bytes beyond ASCII.</summary>
    public static int CountHigh(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        for (; utf8.Length >= Vector256<byte>.Count; utf8 = utf8[Vector256<byte>.Count..])
            count += BitOperations.PopCount(Vector256.Create(utf8).ExtractMostSignificantBits());
        foreach (var b in utf8)
            count += b >> 7;
        return count;
    }

    /// <summary>The span of a finding, in code points of the text that it points into.</summary>
    public static (int Start, int Length) SpanOf(ReadOnlySpan<byte> utf8, int start, int length) =>
        (Count(utf8[..start]), Count(utf8.Slice(start, length)));

    /// <summary>The start of the code point that holds the byte at <paramref name="offset"/>.</summary>
    public static int Floor(ReadOnlySpan<byte> utf8, int offset)
    {
        offset = Math.Clamp(offset, 0, utf8.Length);
        while (offset > 0 && offset < utf8.Length && IsContinuation(utf8[offset]))
            offset--;
        return offset;
    }

    /// <summary>The first code point boundary at or after <paramref name="offset"/>.</summary>
    public static int Ceiling(ReadOnlySpan<byte> utf8, int offset)
    {
        offset = Math.Clamp(offset, 0, utf8.Length);
        while (offset < utf8.Length && IsContinuation(utf8[offset]))
            offset++;
        return offset;
    }

    private static bool IsContinuation(byte b) => (b & 0xC0) == 0x80;
}
