namespace Kanshi.Scoring.Pii;

/// <summary>What stands between two groups of digits.</summary>
internal enum Separator : byte
{
    None,
    Space,
    Hyphen,
    Dot,
    Slash,
    Open,
    Close,
}

/// <summary>One sign of a written number, ASCII or full-width: a digit, or something that separates digits.</summary>
internal static class NumberUnit
{
    public static bool IsDigit(ReadOnlySpan<byte> text, int at) => Digit(text, at, out _) >= 0;

    /// <summary>The digit at <paramref name="at"/> and its length in bytes; −1 when there is none.</summary>
    public static int Digit(ReadOnlySpan<byte> text, int at, out int length)
    {
        length = 1;
        if ((uint)at >= (uint)text.Length)
            return -1;
        var digit = text[at] - '0';
        if ((uint)digit < 10)
            return digit;
        if (text[at] != 0xEF || at + 2 >= text.Length || text[at + 1] != 0xBC || text[at + 2] is < 0x90 or > 0x99)
            return -1;
        length = 3;
        return text[at + 2] - 0x90;
    }

    /// <summary>The separator at <paramref name="at"/> and its length in bytes.</summary>
    public static Separator SeparatorAt(ReadOnlySpan<byte> text, int at, out int length)
    {
        length = 1;
        if ((uint)at >= (uint)text.Length)
            return Separator.None;
        switch (text[at])
        {
            case (byte)' ': return Separator.Space;
            case (byte)'-': return Separator.Hyphen;
            case (byte)'.': return Separator.Dot;
            case (byte)'/': return Separator.Slash;
            case (byte)'(': return Separator.Open;
            case (byte)')': return Separator.Close;
            case < 0x80: return Separator.None;
            default: return Wide(text[at..], out length);
        }
    }

    private static Separator Wide(ReadOnlySpan<byte> text, out int length)
    {
        length = 2;
        if (text.StartsWith("\u00A0"u8))
            return Separator.Space;
        length = 3;
        if (text.Length < 3)
            return Separator.None;
        return (text[0], text[1], text[2]) switch
        {
            (0xEF, 0xBC, 0x8D) => Separator.Hyphen, // －
            (0xEF, 0xBC, 0x88) => Separator.Open,
            (0xEF, 0xBC, 0x89) => Separator.Close,
            (0xEF, 0xBC, 0x8E) => Separator.Dot,
            (0xEF, 0xBC, 0x8F) => Separator.Slash,
            (0xE2, 0x80, >= 0x90 and <= 0x95) => Separator.Hyphen, // ‐ ‑ ‒ – — ―
            (0xE2, 0x88, 0x92) => Separator.Hyphen, // −
            (0xE3, 0x83, 0xBC) => Separator.Hyphen, // ー, typed for a hyphen in Japanese
            (0xE2, 0x80, 0xAF) or (0xE3, 0x80, 0x80) => Separator.Space,
            _ => Separator.None,
        };
    }
}
