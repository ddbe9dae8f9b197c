using System.Buffers;
using System.Text;

namespace Kanshi.Scoring.Noise;

/// <summary>
/// Text that was read in the wrong encoding. UTF-8 read as Windows-1252 or Latin-1 gives characters that, turned back into bytes, are UTF-8
/// again ("Ã©", "â€™", "ã‚"); read as Shift JIS or GBK it gives the same few rare characters over and over. Also replacement characters.
/// </summary>
internal static class Mojibake
{
    private const int MinSequences = 3;
    private const int MinReplacements = 2;

    /// <summary>Lead bytes of U+00C2 to U+00F4, with which wrongly read sequences begin, and of U+FFFD.</summary>
    private static readonly SearchValues<byte> _leads = SearchValues.Create([0xC3, 0xEF]);

    /// <summary>The first bytes of kana and kanji as Shift JIS and GBK show them, and U+FFFD in GBK.</summary>
    private static readonly LiteralScanner _telltales = new("縺繧繝荳縲鐨銇鈥锟斤拷".EnumerateRunes().Select(rune => (rune.ToString(), 0)));

    private static readonly Dictionary<int, byte> _windows1252 = Windows1252();

    public static NoiseSpan Find(ReadOnlySpan<byte> text)
    {
        int sequences = 0, replacements = 0, start = -1, end = 0;
        for (var at = 0; at < text.Length;)
        {
            var found = text[at..].IndexOfAny(_leads);
            if (found < 0)
                break;
            at += found;
            var isReplacement = text[at..].StartsWith("\uFFFD"u8);
            var length = isReplacement ? 3 : text[at] == 0xC3 ? Sequence(text[at..]) : 0;
            replacements += isReplacement ? 1 : 0;
            sequences += !isReplacement && length > 0 ? 1 : 0;
            if (length > 0)
            {
                start = Math.Max(start, start < 0 ? at : start);
                end = at + length;
            }

            at += Math.Max(length, text[at] == 0xC3 ? 2 : 3);
        }

        if (sequences >= MinSequences)
            return new NoiseSpan(Math.Min(0.95, 0.7 + (0.03 * sequences)), start, end, "mojibake");
        return replacements >= MinReplacements ? new NoiseSpan(Math.Min(0.95, 0.55 + (0.1 * replacements)), start, end, "replacement") : default;
    }

    /// <summary>East Asian noise that is in truth UTF-8 in another encoding: some of its characters are telltales.</summary>
    public static bool IsMisreadEastAsian(ReadOnlySpan<byte> noise)
    {
        Span<LiteralMatch> few = stackalloc LiteralMatch[MinSequences];
        return _telltales.Scan(noise, few) == MinSequences;
    }

    /// <summary>The length of the character and those behind it that together were one character of UTF-8; 0 when they were not.</summary>
    private static int Sequence(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2 || (text[1] + 0x40) is not (var lead and >= 0xC2 and <= 0xF4))
            return 0;
        var expected = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
        var length = 2;
        for (var i = 0; i < expected; i++)
        {
            if (length >= text.Length || Rune.DecodeFromUtf8(text[length..], out var rune, out var more) != OperationStatus.Done)
                return 0;
            if (rune.Value is not (>= 0x80 and <= 0xBF) && !_windows1252.ContainsKey(rune.Value))
                return 0;
            length += more;
        }

        return length;
    }

    private static Dictionary<int, byte> Windows1252()
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        var bytes = new Dictionary<int, byte>();
        for (var b = 0x80; b <= 0x9F; b++)
            bytes[encoding.GetString([(byte)b])[0]] = (byte)b;
        return bytes;
    }
}

/// <summary>Where noise stands, of what kind, and how sure that is; confidence 0 for none.</summary>
internal readonly record struct NoiseSpan(double Confidence, int Start, int End, string Kind);
