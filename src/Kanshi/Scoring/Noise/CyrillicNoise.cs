namespace Kanshi.Scoring.Noise;

/// <summary>
/// Whether a stretch of Cyrillic is noise: words that begin with a sign that only follows consonants, that have no vowel, or five
/// consonants in a row. Single such words exist; not one in six.
/// </summary>
internal static class CyrillicNoise
{
    private const int MinWords = 10;
    private const int MinLetters = 4;
    private const int MaxConsonants = 4;

    public static double Confidence(ReadOnlySpan<byte> text)
    {
        int words = 0, strange = 0, letters = 0, vowels = 0, run = 0, longest = 0;
        var badStart = false;
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (text[i] is not (0xD0 or 0xD1) || IndexOf(text[i], text[i + 1]) is not (var letter and >= 0))
            {
                if (letters >= MinLetters)
                {
                    words++;
                    strange += badStart || vowels == 0 || longest > MaxConsonants ? 1 : 0;
                }

                letters = vowels = run = longest = 0;
                badStart = false;
                continue;
            }

            i++;
            badStart |= letters++ == 0 && letter is 26 or 27 or 28;
            var isVowel = letter is 0 or 5 or 8 or 14 or 19 or 27 or 29 or 30 or 31 or 33;
            vowels += isVowel ? 1 : 0;
            run = isVowel || letter is 26 or 28 ? 0 : run + 1;
            longest = Math.Max(longest, run);
        }

        return words >= MinWords && strange * 6 >= words ? Math.Min(0.95, 0.55 + (0.7 * strange / words)) : 0;
    }

    /// <summary>The place in the alphabet from а (0) to я (31), ё and і as 33; -1 for others.</summary>
    private static int IndexOf(byte lead, byte second) => (lead, second) switch
    {
        (0xD0, >= 0x90 and <= 0xAF) => second - 0x90,
        (0xD0, >= 0xB0 and <= 0xBF) => second - 0xB0,
        (0xD1, >= 0x80 and <= 0x8F) => second - 0x80 + 16,
        (0xD1, 0x91 or 0x94 or 0x96 or 0x97) or (0xD0, 0x81 or 0x84 or 0x86 or 0x87) => 33,
        _ => -1,
    };
}
