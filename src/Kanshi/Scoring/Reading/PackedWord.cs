using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Kanshi.Scoring.Reading;

/// <summary>The last eight letters of a word in one number, the last one lowest: how <see cref="LatinTable"/> knows words. Taken from the text at once instead of letter by letter.</summary>
internal static class PackedWord
{
    private const ulong High = 0x8080_8080_8080_8080;

    /// <summary>The bytes of the text before <paramref name="end"/>, at most <paramref name="length"/> and eight of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Before(ReadOnlySpan<byte> text, int end, int length)
    {
        if (end >= sizeof(ulong))
            return BinaryPrimitives.ReadUInt64BigEndian(text[(end - sizeof(ulong))..]) & MaskOf(length);
        var word = 0UL;
        foreach (var b in text[(end - length)..end])
            word = (word << 8) | b;
        return word;
    }

    /// <summary>Whether the lowest bytes, at most eight, are small ASCII letters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSmall(ulong word, int length)
    {
        // A byte of 'a' to 'z' is below 80, reaches it with 1F added, and does not with 05 added.
        var small = (word + 0x1F1F_1F1F_1F1F_1F1F) & ~(word + 0x0505_0505_0505_0505) & ~word & High;
        var all = High & MaskOf(length);
        return (small & all) == all;
    }

    /// <summary>A byte in each of the lowest places, at most eight.</summary>
    public static ulong Spread(byte b, int length) => (0x0101_0101_0101_0101 * (ulong)b) & MaskOf(length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MaskOf(int length) => length >= sizeof(ulong) ? ulong.MaxValue : (1UL << (8 * length)) - 1;
}
