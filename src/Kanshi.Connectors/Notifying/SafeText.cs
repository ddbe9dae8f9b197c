using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Kanshi.Incidents;

namespace Kanshi.Connectors.Notifying;

/// <summary>
/// Text that somebody else has written, on its way to people: in one line, without what is not seen, and no longer than it may be. What marks up text
/// differs by channel and is taken care of there.
/// </summary>
internal static partial class SafeText
{
    /// <summary>
    /// Line breaks and tabs become blanks; control characters, bidirectional controls, tag characters, variation selectors beyond one emoji's and
    /// invisible spaces go; half a surrogate pair becomes U+FFFD. Joiners stay: scripts need them.
    /// </summary>
    /// <param name="max">UTF-16 code units; what is cut ends in "…".</param>
    public static string OneLine(string? text, int max)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var clean = new StringBuilder(Math.Min(text.Length, max + 2));
        foreach (var rune in text.EnumerateRunes()) // gives U+FFFD for half a pair
        {
            if (IsBlank(rune))
                clean.Append(clean.Length > 0 && clean[^1] != ' ' ? " " : "");
            else if (!IsUnseen(rune))
                clean.Append(rune.ToString());
            if (clean.Length > max)
                break;
        }

        return IncidentLimits.Cut(clean.ToString().Trim(), max);
    }

    /// <summary>For chats: words that call everybody call nobody, also where a client finds them in plain text.</summary>
    public static string WithoutMentions(string text) => Mention().Replace(text, "＠${who}");

    private static bool IsBlank(Rune rune) => Rune.IsWhiteSpace(rune) || rune.Value is '\u0085';

    private static bool IsUnseen(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        || rune.Value is 0x00AD or 0x061C or 0x180E or 0x200B or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or 0xFEFF
            or (>= 0xFFF9 and <= 0xFFFB) or (>= 0xE0000 and <= 0xE0FFF) or (>= 0xFE00 and <= 0xFE0E);

    [GeneratedRegex("@(?<who>channel|here|everyone|all)\\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mention();
}
