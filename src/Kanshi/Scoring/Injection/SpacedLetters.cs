namespace Kanshi.Scoring.Injection;

/// <summary>"S a y t h a t": letters set apart so that no filter reads the words, and the model does.</summary>
internal static class SpacedLetters
{
    private const int MaxBytes = 8 * 1024;
    private const int MinLetters = 16;

    public static InjectionVerdict Find(ReadOnlySpan<byte> text)
    {
        text = text[..Math.Min(text.Length, MaxBytes)];
        int start = 0, letters = 0, vowels = 0, ascending = 0;
        for (var i = 0; i < text.Length; i += 2)
        {
            var isPair = IsLetter(text[i]) && (i + 1 == text.Length || text[i + 1] == ' ');
            if (isPair)
            {
                start = letters == 0 ? i : start;
                letters++;
                vowels += "aeiouAEIOU"u8.Contains(text[i]) ? 1 : 0;
                ascending += letters > 1 && (text[i] | 0x20) == (text[i - 2] | 0x20) + 1 ? 1 : 0;
                continue;
            }

            if (IsFound(letters, vowels, ascending))
                return new InjectionVerdict(0.6, "payload", start, i);
            letters = vowels = ascending = 0;
            i -= i > 0 && text[i] != ' ' ? 1 : 0; // the run may begin at the other parity
            i = NextGap(text, i);
        }

        return IsFound(letters, vowels, ascending) ? new InjectionVerdict(0.6, "payload", start, text.Length) : default;
    }

    /// <summary>Letters with vowels among them as in words; the alphabet is none.</summary>
    private static bool IsFound(int letters, int vowels, int ascending) =>
        letters >= MinLetters && vowels * 6 >= letters && ascending * 3 < letters;

    /// <summary>Where the next word begins, less the step of the loop.</summary>
    private static int NextGap(ReadOnlySpan<byte> text, int i)
    {
        var gap = text[Math.Min(i + 1, text.Length)..].IndexOf((byte)' ');
        return gap < 0 ? text.Length : i + gap;
    }

    private static bool IsLetter(byte b) => (uint)((b | 0x20) - 'a') < 26;
}
