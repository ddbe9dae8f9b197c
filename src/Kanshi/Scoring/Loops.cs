using System.Buffers.Binary;
using System.Numerics;

namespace Kanshi.Scoring;

/// <summary>
/// How much of a text says what it said at least twice before. The text is cut into overlapping shingles of 32 bytes (Broder 1997; about ten
/// Japanese characters or five English words) that begin where a word or a non-ASCII character begins, so that a loop is met at the same
/// places in every turn, also in scripts without spaces; in a run without any, every 32 bytes. One pass, one table look-up a shingle.
/// </summary>
/// <param name="Repeated">Bytes inside shingles that occurred twice before.</param>
/// <param name="LongestRun">The longest unbroken stretch of them, in bytes.</param>
/// <param name="Start">First repeated byte.</param>
/// <param name="End">End of the last repeated byte, exclusive.</param>
internal readonly record struct Loops(int Repeated, int LongestRun, int Start, int End)
{
    private const int ShingleBytes = 32;
    private const int SeenBefore = 2;

    /// <param name="text">At most <see cref="ShingleTable.MaxBytes"/>.</param>
    public static Loops In(ReadOnlySpan<byte> text)
    {
        var table = ShingleTable.ForText(text.Length);
        int repeated = 0, longest = 0, first = -1, runStart = 0, covered = 0;
        var inWord = false;
        for (var block = 0; block + ShingleBytes <= text.Length; block += ByteBlock.Length)
        {
            var begins = ByteBlock.Beginnings(text[block..], ref inWord);
            for (; begins != 0; begins &= begins - 1)
            {
                var i = block + BitOperations.TrailingZeroCount(begins);
                if (i + ShingleBytes > text.Length)
                    break;
                if (table.Count(Hash(text.Slice(i, ShingleBytes))) < SeenBefore)
                    continue;
                first = first < 0 ? i : first;
                runStart = i > covered ? i : runStart;
                repeated += i + ShingleBytes - Math.Max(i, covered);
                covered = i + ShingleBytes;
                longest = Math.Max(longest, covered - runStart);
            }
        }

        return new Loops(repeated, longest, Math.Max(first, 0), covered);
    }

    private static ulong Hash(ReadOnlySpan<byte> shingle)
    {
        var h = BinaryPrimitives.ReadUInt64LittleEndian(shingle) * 0x9E3779B97F4A7C15UL;
        h = (h ^ (h >> 29) ^ BinaryPrimitives.ReadUInt64LittleEndian(shingle[8..])) * 0xBF58476D1CE4E5B9UL;
        h = (h ^ (h >> 32) ^ BinaryPrimitives.ReadUInt64LittleEndian(shingle[16..])) * 0x94D049BB133111EBUL;
        h = (h ^ (h >> 29) ^ BinaryPrimitives.ReadUInt64LittleEndian(shingle[24..])) * 0x9E3779B97F4A7C15UL;
        return h ^ (h >> 32);
    }
}
