using System.Text;

namespace Kanshi.Scoring;

/// <summary>
/// White space as a reader sees it: also the ideographic and no-break spaces and the zero-width characters, which are bytes without being
/// an answer.
/// </summary>
internal static class WhiteSpace
{
    public static bool IsAll(ReadOnlySpan<byte> utf8)
    {
        utf8 = utf8.TrimStart(" \t\r\n"u8);
        while (!utf8.IsEmpty)
        {
            Rune.DecodeFromUtf8(utf8, out var rune, out var consumed);
            if (!IsBlank(rune))
                return false;
            utf8 = utf8[consumed..];
        }

        return true;
    }

    /// <summary>The length of <paramref name="utf8"/> without what is blank at its end, in bytes.</summary>
    public static int TrimmedLength(ReadOnlySpan<byte> utf8)
    {
        while (!utf8.IsEmpty)
        {
            Rune.DecodeLastFromUtf8(utf8, out var rune, out var consumed);
            if (!IsBlank(rune))
                break;
            utf8 = utf8[..^consumed];
        }

        return utf8.Length;
    }

    /// <summary>Where the first character stands that is not blank, in bytes.</summary>
    public static int LeadingLength(ReadOnlySpan<byte> utf8)
    {
        var start = 0;
        while (start < utf8.Length)
        {
            Rune.DecodeFromUtf8(utf8[start..], out var rune, out var consumed);
            if (!IsBlank(rune))
                break;
            start += consumed;
        }

        return start;
    }

    private static bool IsBlank(Rune rune) => Rune.IsWhiteSpace(rune) || rune.Value is (>= 0x200B and <= 0x200D) or 0x2060 or 0xFEFF or 0;
}
