namespace Kanshi.Scoring.Pii;

/// <summary>The '+' and the parenthesis in front of a number, ASCII or full-width, and what stands before them.</summary>
internal readonly struct NumberLead
{
    public NumberLead(ReadOnlySpan<byte> text, int digits)
    {
        var at = digits;
        HasPlus = Take(text, ref at, (byte)'+', 0x8B);
        InParentheses = Take(text, ref at, (byte)'(', 0x88);
        HasPlus |= InParentheses && Take(text, ref at, (byte)'+', 0x8B);
        Start = at;
        Before = at == 0 ? (byte)' ' : text[at - 1];
    }

    /// <summary>Where the number begins with them, in bytes.</summary>
    public int Start { get; }

    public bool HasPlus { get; }

    public bool InParentheses { get; }

    /// <summary>The byte before all of it; a space at the text's start.</summary>
    public byte Before { get; }

    /// <summary>Whether a number can begin here at all: not within a word, a path, a decimal, an amount of money.</summary>
    public bool IsFree => !char.IsAsciiLetterOrDigit((char)Before) && !"_.-/\\=$@#%&+*^~<"u8.Contains(Before);

    private static bool Take(ReadOnlySpan<byte> text, ref int at, byte ascii, byte wide)
    {
        if (at > 0 && text[at - 1] == ascii)
            at--;
        else if (at > 2 && text[at - 1] == wide && text[at - 2] == 0xBC && text[at - 3] == 0xEF)
            at -= 3;
        else
            return false;
        return true;
    }
}
