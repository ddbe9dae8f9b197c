using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

    /// <summary>Bits of a mark for a byte of text: so few shingles share one by chance that ordinary texts stay below any bound.</summary>
    private const int MarkBits = 16;

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

    /// <summary>
    /// A bound, cheaper by far than the count: false says for certain that fewer bytes than <paramref name="bytes"/> are repeated. What comes a third
    /// time has come a second time, and adds no more than its own bytes.
    /// </summary>
    /// <param name="text">At most <see cref="ShingleTable.MaxBytes"/>.</param>
    public static bool MayRepeat(ReadOnlySpan<byte> text, int bytes)
    {
        if (text.Length < bytes + ShingleBytes)
            return text.Length >= bytes;
        var bits = BitOperations.RoundUpToPowerOf2((uint)text.Length * MarkBits);
        var shift = 64 - BitOperations.Log2(bits);
        Span<ulong> marks = stackalloc ulong[MarkBits * ShingleTable.MaxBytes / 64];
        marks = marks[..((int)bits / 64)];
        marks.Clear();
        var again = 0;
        var inWord = false;
        ref var first = ref MemoryMarshal.GetReference(text);
        ref var mark = ref MemoryMarshal.GetReference(marks);
        for (var block = 0; block + ShingleBytes <= text.Length; block += ByteBlock.Length)
        {
            var begins = ByteBlock.Beginnings(text[block..], ref inWord);
            var last = text.Length - ShingleBytes - block;
            if (last < ByteBlock.Length - 1)
                begins &= (2u << last) - 1;
            for (; begins != 0; begins &= begins - 1)
            {
                var hash = HashOfEnds(ref Unsafe.Add(ref first, block + BitOperations.TrailingZeroCount(begins))) >> shift;
                ref var marked = ref Unsafe.Add(ref mark, (nint)(hash >> 6));
                again += (int)(marked >> (int)hash) & 1;
                marked |= 1UL << (int)hash;
            }
        }

        return again * ShingleBytes >= bytes;
    }

    /// <summary>Of the first and the last eight of the 32 bytes there: equal shingles have equal ends, and for a bound others may have them too. The highest bits are used.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong HashOfEnds(ref byte shingle) =>
        (Unsafe.ReadUnaligned<ulong>(ref shingle) * 0x9E3779B97F4A7C15UL) + (Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref shingle, 24)) * 0xBF58476D1CE4E5B9UL);

    private static ulong Hash(ReadOnlySpan<byte> shingle)
    {
        var h = BinaryPrimitives.ReadUInt64LittleEndian(shingle) * 0x9E3779B97F4A7C15UL;
        h = (h ^ (h >> 29) ^ BinaryPrimitives.ReadUInt64LittleEndian(shingle[8..])) * 0xBF58476D1CE4E5B9UL;
        h = (h ^ (h >> 32) ^ BinaryPrimitives.ReadUInt64LittleEndian(shingle[16..])) * 0x94D049BB133111EBUL;
        h = (h ^ (h >> 29) ^ BinaryPrimitives.ReadUInt64LittleEndian(shingle[24..])) * 0x9E3779B97F4A7C15UL;
        return h ^ (h >> 32);
    }
}
