namespace Kanshi.Scoring.Grounding;

/// <summary>
/// A word, or a character of a script that sets no spaces. <paramref name="Hash"/> ignores case; <paramref name="Stem"/> is that of the
/// first five letters, so that inflected forms meet.
/// </summary>
internal readonly record struct Token(TokenKind Kind, ulong Hash, ulong Stem, int Start, int End)
{
    public int Length => End - Start;

    public bool IsDense => Kind is TokenKind.Kana or TokenKind.Katakana or TokenKind.Han;
}

internal enum TokenKind
{
    Word,

    /// <summary>Digits with their separators; the hash is of the digits alone, so "1,234" is "1234" and "１２３４".</summary>
    Number,
    Kana,
    Katakana,
    Han,
}
