using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kanshi.Scoring;

/// <summary>Questions about 32 bytes of UTF-8 at once, answered as bit masks (bit i for byte i); the platform's vectors where it has them.</summary>
internal static class ByteBlock
{
    public const int Length = 32;

    /// <summary>All bits set in the bytes from <paramref name="first"/> to <paramref name="last"/>.</summary>
    public static Vector256<byte> InRange(Vector256<byte> block, byte first, byte last) =>
        Vector256.LessThanOrEqual(block - Vector256.Create(first), Vector256.Create((byte)(last - first)));

    /// <summary>The ASCII letters.</summary>
    public static uint Letters(Vector256<byte> block) =>
        Vector256.LessThan((block | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a'), Vector256.Create((byte)26))
            .ExtractMostSignificantBits();

    /// <summary>
    /// Where words and non-ASCII characters begin in the first <see cref="Length"/> bytes; the first byte where none does, unless it is
    /// the middle of a character or all are blank. <paramref name="inWord"/> carries over from block to block.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Beginnings(ReadOnlySpan<byte> utf8, ref bool inWord)
    {
        var block = Vector256.Create(utf8);
        var digits = Vector256.LessThan(block - Vector256.Create((byte)'0'), Vector256.Create((byte)10)).ExtractMostSignificantBits();
        var high = block.ExtractMostSignificantBits();
        var leads = Vector256.GreaterThanOrEqual(block, Vector256.Create((byte)0xC0)).ExtractMostSignificantBits();
        var ascii = Letters(block) | digits;
        var words = ascii | high;
        var begins = (ascii & ~((words << 1) | (inWord ? 1u : 0))) | leads;
        inWord = (words >> 31) != 0;
        return begins != 0 || utf8[0] >= 0x80 || Vector256.LessThanOrEqualAll(block, Vector256.Create((byte)' ')) ? begins : 1;
    }
}
