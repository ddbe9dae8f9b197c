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

    /// <summary>The second and third of the three bytes of kana and kanji (E3 81, E3 82, E3 83 …) as other encodings show them, and U+FFFD in GBK.</summary>
    private static readonly HashSet<int> _telltales = [.. "縺繧繝荳鐨銇锟斤拷鈥縲".EnumerateRunes().Select(rune => rune.Value)];

    private static readonly Dictionary<int, byte> _windows1252 = Windows1252();

    public static NoiseSpan Find(ReadOnlySpan<byte> text)
    {
        int sequences = 0, replacements = 0, telltales = 0, start = 0, end = 0;
        for (var at = 0; at < text.Length;)
        {
            var found = text[at..].IndexOfAnyInRange((byte)0xC3, (byte)0xEF);
            if (found < 0)
                break;
            at += found;
            Rune.DecodeFromUtf8(text[at..], out var rune, out var consumed);
            var length = 0;
            if (rune.Value == 0xFFFD)
                replacements++;
            else if (rune.Value >= 0x4E00 && _telltales.Contains(rune.Value))
                telltales++;
            else if (rune.Value is >= 0xC2 and <= 0xF4)
                sequences += (length = Sequence(text[at..], rune.Value, consumed)) > 0 ? 1 : 0;
            if (length > 0 || rune.Value == 0xFFFD || (rune.Value >= 0x4E00 && telltales > 0 && _telltales.Contains(rune.Value)))
            {
                start = end == 0 ? at : start;
                end = at + Math.Max(length, consumed);
            }

            at += Math.Max(length, consumed);
        }

        if (sequences >= MinSequences)
            return new NoiseSpan(Math.Min(0.95, 0.7 + (0.03 * sequences)), start, end, "mojibake");
        if (telltales >= MinSequences && telltales * 40 >= (end - start) / 3)
            return new NoiseSpan(0.85, start, end, "mojibake");
        return replacements >= MinReplacements ? new NoiseSpan(Math.Min(0.95, 0.55 + (0.1 * replacements)), start, end, "replacement") : default;
    }

    /// <summary>The length of the character and those behind it that together were one character of UTF-8; 0 when they were not.</summary>
    private static int Sequence(ReadOnlySpan<byte> text, int lead, int consumed)
    {
        var expected = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
        var length = consumed;
        for (var i = 0; i < expected; i++)
        {
            if (length >= text.Length || Rune.DecodeFromUtf8(text[length..], out var rune, out var more) != System.Buffers.OperationStatus.Done)
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
