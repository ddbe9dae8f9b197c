using Kanshi.Scoring.Reading;

namespace Kanshi.Scoring;

/// <summary>
/// The language of a text as its script tells it, and how much there is to tell it from. Code in fences is left out. A character of a
/// dense script weighs as much as the Latin letters that say the same, so a Japanese answer full of English terms is Japanese still.
/// Languages of the Latin script are told by their words and letters: see <see cref="LatinReading"/>.
/// </summary>
/// <param name="Language">ISO 639-1; null when unsure.</param>
/// <param name="Letters">Letters, those of dense scripts by their weight.</param>
/// <param name="Lead">For the Latin script, how far its language leads the runner-up, see <see cref="LatinReading.Lead"/>; -1 for others.</param>
internal readonly record struct ScriptProfile(string? Language, int Letters, int Lead)
{
    private const int NotLatin = -1;
    private const int MaxBytes = 8 * 1024;
    private const int DenseWeight = 4;
    private const int AlphabetWeight = 2;
    private const int MinLetters = 3;
    private const int MinHanForChinese = 12;

    public bool IsLatin => Lead > NotLatin;

    public static ScriptProfile Of(ReadOnlySpan<byte> utf8)
    {
        utf8 = utf8[..CodePoints.Floor(utf8, MaxBytes)];
        var counts = default(ScriptCounts);
        var prose = utf8;
        for (var rest = utf8; !rest.IsEmpty;)
        {
            var fence = rest.IndexOf("```"u8);
            counts.Add(fence < 0 ? rest : rest[..fence]);
            if (fence < 0)
                break;
            prose = prose.Length == utf8.Length ? rest[..fence] : prose;
            rest = rest[(fence + 3)..];
            var close = rest.IndexOf("```"u8);
            rest = close < 0 ? [] : rest[(close + 3)..];
        }

        var language = LanguageOf(in counts, prose, out var lead);
        return new ScriptProfile(language, LettersOf(in counts), lead);
    }

    /// <summary>Letters, those of dense scripts by their weight.</summary>
    private static int LettersOf(in ScriptCounts c) =>
        c.Latin + c.LatinExtended + (DenseWeight * (c.Kana + c.Han + c.Hangul)) +
        c.Cyrillic + c.Arabic + c.Hebrew + c.Greek + c.Thai + c.Devanagari;

    private static string? LanguageOf(in ScriptCounts c, ReadOnlySpan<byte> prose, out int lead)
    {
        lead = NotLatin;
        var latin = c.Latin + c.LatinExtended;
        var eastAsian = DenseWeight * (c.Kana + c.Han);
        var korean = DenseWeight * c.Hangul;
        var alphabet = AlphabetWeight * (c.Cyrillic + c.Arabic + c.Hebrew + c.Greek + c.Thai + c.Devanagari);
        var most = Math.Max(Math.Max(eastAsian, korean), Math.Max(alphabet, latin));
        if (most == latin)
        {
            var reading = LatinReading.Of(prose);
            lead = reading.Lead;
            return reading.Language;
        }

        if (most == eastAsian)
            return EastAsian(in c);
        if (most == korean)
            return c.Hangul >= MinLetters ? Languages.Korean : null;
        return Alphabet(in c);
    }

    private static string? EastAsian(in ScriptCounts c)
    {
        if (c.Kana * 20 >= c.Han && c.Kana >= 2)
            return Languages.Japanese;
        return c.Kana == 0 && c.Han >= MinHanForChinese ? Languages.Chinese : null;
    }

    private static string? Alphabet(in ScriptCounts c)
    {
        if (c.Cyrillic >= MinLetters)
            return c.Ukrainian * 50 < c.Cyrillic ? Languages.Russian : null;
        if (c.Arabic >= MinLetters)
            return c.Persian * 50 < c.Arabic ? Languages.Arabic : null;
        if (c.Hebrew >= MinLetters)
            return Languages.Hebrew;
        if (c.Greek >= MinLetters)
            return Languages.Greek;
        if (c.Thai >= MinLetters)
            return Languages.Thai;
        return c.Devanagari >= MinLetters ? Languages.Hindi : null;
    }
}
