using System.Buffers;
using Kanshi.Scoring.Pii;

namespace Kanshi.Scoring.Secrets;

/// <summary>Confirms a hit of a rule's literal by what stands around it.</summary>
internal static class SecretForms
{
    /// <summary>A name and its value are this close: quotes, colons, an equals sign, a few words.</summary>
    private const int ReachBytes = 48;

    public static bool TryMatch(ReadOnlySpan<byte> text, SecretRule rule, int start, int end, ref NearbyServers servers, out SensitiveSpan span)
    {
        var (from, to) = rule.Form switch
        {
            SecretForm.Prefix => Prefix(text, rule, start, end),
            SecretForm.Inside => Inside(text, rule, start, end),
            SecretForm.Named => Named(text, rule, start, end),
            SecretForm.PrivateKey => PrivateKeyForm.Find(text, start, end),
            SecretForm.JsonWebToken => TokenForms.JsonWebToken(text, start),
            SecretForm.UrlPassword => PasswordForms.Url(text, start, end),
            SecretForm.AccessSignature => TokenForms.AccessSignature(text, start, end),
            SecretForm.Basic => TokenForms.Basic(text, start, end),
            SecretForm.Bearer => TokenForms.Bearer(text, start, end),
            SecretForm.ConnectionPassword => PasswordForms.ConnectionString(text, start, end, ref servers),
            _ => PasswordForms.Assigned(text, end, isPassword: rule.Kind == "password"),
        };
        span = new SensitiveSpan(rule.Form == SecretForm.UrlPassword ? PasswordForms.KindOf(text, start) : rule.Kind, rule.Confidence, from, to);
        return from >= 0;
    }

    /// <summary>How many signs of the alphabet stand at the beginning, at most one more than <paramref name="longest"/>.</summary>
    public static int Run(ReadOnlySpan<byte> text, SearchValues<byte> alphabet, int longest)
    {
        var window = text[..Math.Min(text.Length, longest + 1)];
        var length = window.IndexOfAnyExcept(alphabet);
        return length < 0 ? window.Length : length;
    }

    /// <summary>How many signs of the alphabet stand at the end, at most one more than <paramref name="longest"/>.</summary>
    public static int RunBack(ReadOnlySpan<byte> text, SearchValues<byte> alphabet, int longest)
    {
        var window = text[Math.Max(0, text.Length - longest - 1)..];
        var last = window.LastIndexOfAnyExcept(alphabet);
        return window.Length - last - 1;
    }

    private static (int From, int To) Prefix(ReadOnlySpan<byte> text, SecretRule rule, int start, int end)
    {
        if (!text[start..end].SequenceEqual(rule.Bytes) || (start > 0 && (rule.Alphabet.Contains(text[start - 1]) || char.IsAsciiLetterOrDigit((char)text[start - 1]))))
            return (-1, 0);
        var body = end < text.Length && text[end] == ' ' && rule.Literal == "SSWS" ? end + 1 : end;
        var length = Run(text[body..], rule.Alphabet, rule.Longest);
        if (length > rule.Longest || length < rule.Shortest)
            return (-1, 0);
        while (length > rule.Shortest && text[body + length - 1] is (byte)'.' or (byte)'-')
            length--; // the end of a sentence
        return SecretRandomness.IsRandom(text.Slice(body, length)) ? (start, body + length) : (-1, 0);
    }

    private static (int From, int To) Inside(ReadOnlySpan<byte> text, SecretRule rule, int start, int end)
    {
        if (!text[start..end].SequenceEqual(rule.Bytes) || (rule.Literal is "Q~" or ":AA" && (start == 0 || !char.IsAsciiDigit((char)text[start - 1]))))
            return (-1, 0);
        var from = start - RunBack(text[..start], rule.Alphabet, rule.Longest);
        var to = end + Run(text[end..], rule.Alphabet, rule.Longest);
        while (to > end && text[to - 1] is (byte)'.' or (byte)'-')
            to--;
        var length = to - from;
        if (length < rule.Shortest || length > rule.Longest)
            return (-1, 0);
        var isBuilt = rule.Literal switch
        {
            "Q~" => start - from == 4 && char.IsAsciiDigit((char)text[start - 1]), // three signs, a digit, Q~
            ":AA" => start - from is >= 8 and <= 10 && text[from..start].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0,
            ".atlasv1." => start - from == 14,
            "-us1" or "-us2" => start - from == 32 && IsHex(text[from..start]),
            _ => true,
        };
        return isBuilt && SecretRandomness.IsRandom(text[from..to]) ? (from, to) : (-1, 0);
    }

    /// <summary>The first value of the right signs and length behind the name, not over a line end or two.</summary>
    private static (int From, int To) Named(ReadOnlySpan<byte> text, SecretRule rule, int start, int end)
    {
        if (start > 0 && char.IsAsciiLetter((char)text[start - 1]) && char.IsAsciiLetter(rule.Literal[0]))
            return (-1, 0);
        var limit = Math.Min(text.Length, end + ReachBytes);
        for (var at = end; at < limit;)
        {
            var gap = text[at..limit].IndexOfAny(rule.Alphabet);
            if (gap < 0)
                break;
            at += gap;
            while (at < limit && text[at] == '=')
                at++; // of "NAME=value", though '=' ends base64
            var length = Run(text[at..], rule.Alphabet, rule.Longest);
            if (length >= rule.Shortest && length <= rule.Longest && (at == 0 || !SecretAlphabets.Word.Contains(text[at - 1]))
                && (at + length == text.Length || !SecretAlphabets.Word.Contains(text[at + length])) && IsValue(text.Slice(at, length)))
                return (at, at + length);
            at += length;
        }

        return (-1, 0);
    }

    /// <summary>A value and no word or path: digits and letters, drawn at random.</summary>
    private static bool IsValue(ReadOnlySpan<byte> value) =>
        SecretRandomness.IsRandom(value, mustHaveDigit: true) && value.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0 && !value.Contains((byte)' ');

    private static bool IsHex(ReadOnlySpan<byte> text)
    {
        foreach (var b in text)
        {
            if (!char.IsAsciiHexDigit((char)b))
                return false;
        }

        return true;
    }
}
