using System.Numerics;
using System.Runtime.Intrinsics;

namespace Kanshi.Scoring.Reading;

/// <summary>
/// The language of a Latin text by its function words, endings and letters. One pass over its first bytes; no allocation. It names one of
/// <see cref="LatinVocabulary.Named"/> or abstains: on names, code, numbers, other languages, a tie.
/// </summary>
/// <param name="Language">ISO 639-1, or null.</param>
/// <param name="Lead">By how many points it leads the runner-up, per ten words; above 10 there is no doubt.</param>
/// <param name="Words">Words read.</param>
/// <param name="Known">Those of them that are function words of any known language.</param>
internal readonly record struct LatinReading(string? Language, int Lead, int Words, int Known)
{
    /// <summary>Enough for two or three sentences; a text does not change its language often.</summary>
    public const int MaxBytes = 384;

    private const int MinPoints = 6;
    private const int LongWord = 5;

    public static LatinReading Of(ReadOnlySpan<byte> utf8)
    {
        utf8 = utf8[..Math.Min(utf8.Length, MaxBytes)];
        var tally = default(Tally);
        if (HasOtherLetters(utf8))
            ReadLetters(utf8, ref tally);
        else
            ReadWords(utf8, ref tally);
        return Judge(tally.Points, tally.Words, tally.Known);
    }

    /// <summary>Letters beyond ASCII, as far as the table has any.</summary>
    private static bool HasOtherLetters(ReadOnlySpan<byte> utf8) => utf8.IndexOfAnyInRange((byte)0xC3, (byte)0xC9) >= 0 || utf8.Contains((byte)0xE1);

    /// <summary>Word by word: all letters are ASCII.</summary>
    private static void ReadWords(ReadOnlySpan<byte> utf8, ref Tally tally)
    {
        var start = -1;
        var at = 0;
        var inWord = 0u;
        for (; at + ByteBlock.Length <= utf8.Length; at += ByteBlock.Length)
        {
            var letters = ByteBlock.Letters(Vector256.Create(utf8[at..]));
            if (start < 0 && letters != 0)
                start = at + BitOperations.TrailingZeroCount(letters);
            for (var ends = ~letters & ((letters << 1) | inWord); ends != 0; ends &= ends - 1)
            {
                var end = BitOperations.TrailingZeroCount(ends);
                tally.End(WordBefore(utf8, at + end, at + end - start), at + end - start);
                var rest = letters & (uint.MaxValue << end);
                start = rest == 0 ? -1 : at + BitOperations.TrailingZeroCount(rest);
            }

            inWord = letters >> (ByteBlock.Length - 1);
        }

        for (; at < utf8.Length; at++)
        {
            var isLetter = (uint)((utf8[at] | 0x20) - 'a') < 26;
            if (isLetter && start < 0)
                start = at;
            if (isLetter || start < 0)
                continue;
            tally.End(WordBefore(utf8, at, at - start), at - start);
            start = -1;
        }

        if (start >= 0 && utf8.Length < MaxBytes)
            tally.End(WordBefore(utf8, utf8.Length, utf8.Length - start), utf8.Length - start);
    }

    private static ulong WordBefore(ReadOnlySpan<byte> utf8, int end, int length) => PackedWord.Before(utf8, end, length) | PackedWord.Spread(0x20, length);

    /// <summary>Letter by letter.</summary>
    private static void ReadLetters(ReadOnlySpan<byte> utf8, ref Tally tally)
    {
        var length = 0;
        ulong word = 0;
        for (var i = 0; i < utf8.Length; i++)
        {
            var b = utf8[i];
            var lower = (byte)(b | 0x20);
            if ((uint)(lower - 'a') < 26)
            {
                word = (word << 8) | lower;
                length++;
                continue;
            }

            if (b is (>= 0xC3 and <= 0xC9) or 0xE1 && i + 2 < utf8.Length)
            {
                i += Letter(utf8[i..], ref word, ref tally) - 1;
                length++;
                continue;
            }

            if (length == 0)
                continue;
            tally.End(word, length);
            word = 0;
            length = 0;
        }

        if (length > 0 && utf8.Length < MaxBytes)
            tally.End(word, length);
    }

    /// <summary>Takes a letter beyond ASCII into the word; returns its length in bytes.</summary>
    private static int Letter(ReadOnlySpan<byte> utf8, ref ulong word, ref Tally tally)
    {
        var second = utf8[1];
        if (utf8[0] == 0xC3 && second is >= 0x80 and <= 0x9E)
            second |= 0x20;
        var packed = ((uint)utf8[0] << 8) | second;
        var length = 2;
        if (utf8[0] == 0xE1)
            (packed, length) = ((packed << 8) | utf8[2], 3);
        word = (word << (8 * length)) | packed;
        if (LatinTable.Shared.TryLetter(packed, out var more))
            tally.Points += more;
        return length;
    }

    private static LatinReading Judge(Vector256<ushort> points, int words, int known)
    {
        int best = 0, second = 0, winner = -1;
        for (var lane = 0; lane < LatinTable.Lanes; lane++)
        {
            var score = points.GetElement(lane);
            if (score > best)
                (second, best, winner) = (best, score, lane);
            else if (score > second)
                second = score;
        }

        var lead = (best - second) * 10 / Math.Max(1, words);
        var isTold = best >= MinPoints && best * 2 >= words && best > second + (second / 16) && winner < LatinVocabulary.Named.Count;
        return new LatinReading(isTold ? LatinVocabulary.Named[winner] : null, lead, words, known);
    }

    private struct Tally
    {
        public Vector256<ushort> Points;
        public int Words;
        public int Known;

        public void End(ulong word, int length)
        {
            Words++;
            if (LatinTable.Shared.TryWord(word, out var more))
                Known++;
            else if (length < LongWord || !LatinTable.Shared.TryEnding(word, out more))
                return;
            Points += more;
        }
    }
}
