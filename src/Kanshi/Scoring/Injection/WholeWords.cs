namespace Kanshi.Scoring.Injection;

/// <summary>Drops matches that begin inside a word: "reprint" prints nothing.</summary>
internal static class WholeWords
{
    /// <summary>Closes the gaps in place; returns what is left.</summary>
    public static Span<LiteralMatch> Of(ReadOnlySpan<byte> text, Span<LiteralMatch> matches)
    {
        var kept = 0;
        foreach (var match in matches)
        {
            if (match.Start == 0 || !IsLetter(text[match.Start]) || !IsLetter(text[match.Start - 1]))
                matches[kept++] = match;
        }

        return matches[..kept];
    }

    private static bool IsLetter(byte b) => (uint)((b | 0x20) - 'a') < 26;
}
