using System.Buffers;

namespace Kanshi.Scoring.Grounding;

/// <summary>Finds what stands in quotation marks: "…", “…”, 「…」, 『…』. An unclosed one is none.</summary>
internal static class Quotation
{
    private static readonly SearchValues<byte> _openers = SearchValues.Create([(byte)'"', 0xE2, 0xE3]);

    /// <param name="at">Where to search on; moved behind the quotation.</param>
    public static bool TryFind(ReadOnlySpan<byte> text, ref int at, out int start, out int end)
    {
        (start, end) = (0, 0);
        while (at < text.Length)
        {
            var found = text[at..].IndexOfAny(_openers);
            if (found < 0)
                break;
            at += found;
            var rest = text[at..];
            var closer = CloserOf(rest);
            var opener = closer.Length;
            if (opener == 0)
            {
                at++;
                continue;
            }

            // A quotation is short: looking for its end no further keeps unclosed marks cheap.
            var inside = rest[opener..Math.Min(rest.Length, 1100)];
            var length = inside.IndexOf(closer);
            at += opener;
            if (length < 0)
                continue;
            (start, end) = (at, at + length);
            at = end + closer.Length;
            return true;
        }

        at = text.Length;
        return false;
    }

    /// <summary>What closes the quotation that begins here, as long as its opener; empty when none does.</summary>
    private static ReadOnlySpan<byte> CloserOf(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'"', ..] => "\""u8,
        [0xE2, 0x80, 0x9C, ..] => "”"u8,
        [0xE3, 0x80, 0x8C, ..] => "」"u8,
        [0xE3, 0x80, 0x8E, ..] => "』"u8,
        _ => [],
    };
}
