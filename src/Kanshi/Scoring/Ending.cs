using System.Text;

namespace Kanshi.Scoring;

/// <summary>
/// Whether a text stops in the middle. Most healthy answers that lack a full stop are lists, headings, names, code or links, so prose has to
/// be shown first: the text has the habit of ending its sentences, and its last line is long enough to be one.
/// </summary>
internal static class Ending
{
    private const int MaxBytes = 2 * 1024;
    private const int MinSentences = 2;
    private const int MinWords = 4;
    private const int MinJapaneseBytes = 36;

    /// <summary>Short texts are notes and addresses as often as sentences.</summary>
    private const int MinUnfinishedBytes = 240;

    private const double Dangling = 0.75;
    private const double OpenEnded = 0.7;
    private const double Unfinished = 0.5;

    /// <summary>Words no English sentence ends with.</summary>
    private static readonly string[] _danglingWords =
    [
        "and", "or", "but", "the", "a", "an", "of", "with", "for", "from", "as", "which", "because", "is", "are", "was", "were", "your",
        "their", "its", "such", "than", "into", "if", "by", "at", "to", "in", "on", "while", "my", "our", "his", "every", "between", "including",
    ];

    /// <summary>Particles and joints with which no Japanese sentence ends.</summary>
    private static readonly string[] _danglingParticles =
        ["を", "は", "が", "に", "の", "と", "で", "へ", "て", "も", "や", "から", "ので", "また", "および", "そして"];

    /// <summary>Polite and plain endings of a Japanese sentence, with which it may stand without its full stop.</summary>
    private static readonly string[] _finals =
        ["す", "た", "い", "ん", "だ", "る", "か", "ね", "よ", "な", "う", "く", "む", "ぬ", "ぶ", "つ", "け", "せ", "れ", "り", "ろ", "め"];

    /// <summary>0 for a whole ending, otherwise the confidence 0..1 that <paramref name="text"/>, trimmed at its end, was cut off.</summary>
    public static double Brokenness(ReadOnlySpan<byte> text)
    {
        text = text[CodePoints.Ceiling(text, text.Length - MaxBytes)..];
        var line = text[(text.LastIndexOf((byte)'\n') + 1)..];
        if (line.IsEmpty)
            return 0;
        Rune.DecodeLastFromUtf8(line, out var last, out _);
        var isOpen = last.Value is ',' or '、' or '，' or '(' or '（' or '「' or '『' or '【';
        // Asked first, because nearly all whole texts end in another sign.
        if ((!isOpen && !Rune.IsLetter(last)) || Sentences(text) < MinSentences || IsMarkup(line) || text[0] is (byte)'{' or (byte)'[' or (byte)'<')
            return 0;
        if (isOpen)
            return OpenEnded;
        if (last.Value >= 0x3040)
            return Japanese(line);
        return last.Value < 0x250 ? Latin(line, text) : 0;
    }

    private static double Latin(ReadOnlySpan<byte> line, ReadOnlySpan<byte> text)
    {
        var words = line.Count((byte)' ') + 1;
        if (words < MinWords)
            return 0;
        var lastWord = line[(line.LastIndexOf((byte)' ') + 1)..];
        foreach (var word in _danglingWords)
        {
            if (lastWord.Length == word.Length && Ascii.EqualsIgnoreCase(lastWord, word))
                return Dangling;
        }

        var isAddress = lastWord.IndexOfAny("/@"u8) >= 0;
        return text.Length >= MinUnfinishedBytes && ClosesItsLines(text[..^line.Length]) && !isAddress ? Unfinished : 0;
    }

    private static double Japanese(ReadOnlySpan<byte> line)
    {
        if (line.Length < MinJapaneseBytes)
            return 0;
        foreach (var particle in _danglingParticles)
        {
            if (EndsWith(line, particle))
                return line.IndexOf("。"u8) >= 0 ? Dangling : Unfinished;
        }

        foreach (var final in _finals)
        {
            if (EndsWith(line, final))
                return 0;
        }

        return line.IndexOf("。"u8) >= 0 ? Unfinished : 0;
    }

    private static bool EndsWith(ReadOnlySpan<byte> line, string ending)
    {
        Span<byte> utf8 = stackalloc byte[16];
        return line.EndsWith(utf8[..Encoding.UTF8.GetBytes(ending, utf8)]);
    }

    private static int Sentences(ReadOnlySpan<byte> text) =>
        text.Count(". "u8) + text.Count(".\n"u8) + text.Count(":\n"u8) + text.Count("! "u8) + text.Count("? "u8) + text.Count("。"u8);

    /// <summary>The line above, that is not blank, ends like a sentence; where it does not, lines without an end are this text's way.</summary>
    private static bool ClosesItsLines(ReadOnlySpan<byte> above)
    {
        above = above.TrimEnd(" \t\r\n"u8);
        return above.IsEmpty || ".!?:;)`*\""u8.Contains(above[^1]);
    }

    /// <summary>Headings, tables, quotations: lines that need no full stop.</summary>
    private static bool IsMarkup(ReadOnlySpan<byte> line)
    {
        line = line.TrimStart(" \t"u8);
        return line.IsEmpty || line[0] is (byte)'#' or (byte)'|' or (byte)'>' || line.IndexOf("://"u8) >= 0;
    }
}
