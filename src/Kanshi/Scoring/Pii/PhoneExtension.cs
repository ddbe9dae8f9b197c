namespace Kanshi.Scoring.Pii;

/// <summary>Where a phone number ends with its extension: "x123", " ext. 123", "内線123".</summary>
internal static class PhoneExtension
{
    private const int MostDigits = 6;

    /// <summary>In bytes of the text; −1 when nothing can end there.</summary>
    public static int EndOf(ref readonly NumberCluster cluster, int last)
    {
        var text = cluster.Text;
        var end = cluster[last].End;
        if (last == cluster.Count - 1 && !cluster.IsCut)
        {
            if (end < text.Length && text[end] == 'x' && Digits(text, end + 1) is var direct and > 0)
                return direct;
            if (Spelt(text, end) is var spelt and > 0)
                return spelt;
            if (end < text.Length && text[end] == '-' && ContextWords.NamesPhone(text, end))
                return end;
        }

        return NumberRules.EndsAt(in cluster, last) ? end : -1;
    }

    private static int Spelt(ReadOnlySpan<byte> text, int end)
    {
        var at = end;
        while (at < text.Length && at < end + 2 && text[at] is (byte)' ' or (byte)',')
            at++;
        var rest = text[at..];
        at += rest.StartsWith("ext"u8) || rest.StartsWith("Ext"u8) ? 3 : rest.StartsWith("内線"u8) ? 6 : rest.StartsWith("x"u8) && at > end ? 1 : rest.Length + 1;
        for (var i = 0; i < 2 && at < text.Length && text[at] is (byte)'.' or (byte)' ' or (byte)':'; i++)
            at++;
        return Digits(text, at);
    }

    private static int Digits(ReadOnlySpan<byte> text, int from)
    {
        var at = from;
        while (NumberUnit.Digit(text, at, out var length) >= 0 && at - from < 3 * MostDigits)
            at += length;
        return at == from || at - from > MostDigits || (at < text.Length && char.IsAsciiLetterOrDigit((char)text[at])) ? -1 : at;
    }
}
