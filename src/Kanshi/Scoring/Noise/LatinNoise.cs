using System.Numerics;
using System.Runtime.Intrinsics;
using Kanshi.Scoring.Reading;

namespace Kanshi.Scoring.Noise;

/// <summary>
/// Whether a stretch of Latin text is noise: most of its words have letters in an order that no language has. Only words in small ASCII letters
/// are judged, abbreviations without vowels left out: names, formulas, codes, base64 and addresses are not made of them.
/// </summary>
internal static class LatinNoise
{
    private const int MinWordLetters = 3;
    private const int MaxWordLetters = 20;
    private const int MaxAbbreviation = 4;
    private const int MinWords = 8;
    private const uint Vowels = (1u << 0) | (1u << 4) | (1u << 8) | (1u << 14) | (1u << 20) | (1u << 24);
    private const int MinLetters = 40;

    /// <summary>Sixteenths of a bit a letter; real texts lie at 55 to 70, random letters above 85.</summary>
    private const int DearWord = 76;
    private const int DearText = 73;

    public static double Confidence(ReadOnlySpan<byte> text)
    {
        if (IsHeldTogether(text))
            return 0; // whatever the letters cost
        int words = 0, dear = 0, letters = 0, known = 0, all = 0, cost = 0, marks = 0;
        ulong packed = 0;
        int last = 0, length = 0, wordCost = 0, vowels = 0;
        var isPlain = true;
        foreach (var b in text)
        {
            var letter = b - 'a';
            if ((uint)letter < 26)
            {
                wordCost += LetterPairs.Cost(last, letter + 1);
                last = letter + 1;
                packed = (packed << 8) | b;
                length++;
                vowels += (int)((Vowels >> letter) & 1);
                continue;
            }

            if (!IsBreak(b))
            {
                marks++;
                isPlain = false;
                continue;
            }

            if (length > 0)
            {
                all++;
                if (LatinTable.Shared.TryWord(packed, out _))
                {
                    known++;
                }
                else if (isPlain && length is >= MinWordLetters and <= MaxWordLetters && (length > MaxAbbreviation || vowels > 0))
                {
                    wordCost += LetterPairs.Cost(last, 0);
                    words++;
                    letters += length + 1;
                    cost += wordCost;
                    dear += wordCost > DearWord * (length + 1) ? 1 : 0;
                }
            }

            last = length = wordCost = vowels = 0;
            packed = 0;
            isPlain = true;
        }

        if (words < MinWords || letters < MinLetters)
            return 0;
        var isDear = cost > DearText * letters && dear * 5 >= 2 * words && known * 3 < all;
        return isDear ? Math.Min(0.95, 0.6 + (0.02 * ((cost / letters) - DearText)) + (0.2 * dear / words)) : 0;
    }

    /// <summary>Every third word or more is one that sentences are held together by: no noise, and told without looking at single letters.</summary>
    private static bool IsHeldTogether(ReadOnlySpan<byte> text)
    {
        int all = 0, known = 0, start = 0;
        for (var at = 0; at + ByteBlock.Length <= text.Length; at += ByteBlock.Length)
        {
            for (var breaks = Breaks(text[at..]); breaks != 0; breaks &= breaks - 1)
            {
                var end = at + BitOperations.TrailingZeroCount(breaks);
                Count(text, start, end, ref all, ref known);
                start = end + 1;
            }
        }

        for (var end = Math.Max(start, text.Length & -ByteBlock.Length); end < text.Length; end++)
        {
            if (!IsBreak(text[end]))
                continue;
            Count(text, start, end, ref all, ref known);
            start = end + 1;
        }

        return known * 3 >= all;
    }

    private static void Count(ReadOnlySpan<byte> text, int start, int end, ref int all, ref int known)
    {
        var length = end - start;
        var word = PackedWord.Before(text, end, length);
        if (!PackedWord.IsSmall(word, length))
            word = SmallLetters(text[start..end]);
        if (word == 0)
            return;
        all++;
        known += LatinTable.Shared.HasWord(word) ? 1 : 0;
    }

    /// <summary>The small letters of a word that has other signs too.</summary>
    private static ulong SmallLetters(ReadOnlySpan<byte> text)
    {
        var word = 0UL;
        foreach (var b in text)
            word = (uint)(b - 'a') < 26 ? (word << 8) | b : word;
        return word;
    }

    private static bool IsBreak(byte b) =>
        b is (byte)' ' or (byte)'\n' or (byte)'.' or (byte)',' or (byte)';' or (byte)':' or (byte)'!' or (byte)'?' or (byte)'\'' or (byte)'"' or (byte)'(' or (byte)')';

    private static uint Breaks(ReadOnlySpan<byte> text)
    {
        var block = Vector256.Create(text);
        var breaks = Is(block, ' ') | Is(block, '\n') | Is(block, '.') | Is(block, ',') | Is(block, ';') | Is(block, ':');
        breaks |= Is(block, '!') | Is(block, '?') | Is(block, '\'') | Is(block, '"') | Is(block, '(') | Is(block, ')');
        return breaks.ExtractMostSignificantBits();
    }

    private static Vector256<byte> Is(Vector256<byte> block, char sign) => Vector256.Equals(block, Vector256.Create((byte)sign));
}
