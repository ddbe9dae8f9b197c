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
        var table = LatinTable.Shared;
        var points = Vector256<ushort>.Zero;
        int words = 0, known = 0, length = 0;
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
                i += Letter(utf8[i..], ref word, ref points) - 1;
                length++;
                continue;
            }

            if (length == 0)
                continue;
            End(table, word, length, ref points, ref words, ref known);
            word = 0;
            length = 0;
        }

        if (length > 0 && utf8.Length < MaxBytes)
            End(table, word, length, ref points, ref words, ref known);
        return Judge(points, words, known);
    }

    private static void End(LatinTable table, ulong word, int length, ref Vector256<ushort> points, ref int words, ref int known)
    {
        words++;
        if (table.TryWord(word, out var more))
            known++;
        else if (length < LongWord || !table.TryEnding(word, out more))
            return;
        points += more;
    }

    /// <summary>Takes a letter beyond ASCII into the word; returns its length in bytes.</summary>
    private static int Letter(ReadOnlySpan<byte> utf8, ref ulong word, ref Vector256<ushort> points)
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
            points += more;
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
}
