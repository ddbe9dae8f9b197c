namespace Kanshi.Scoring.Pii;

/// <summary>
/// An e-mail address around an '@': a dot-atom (RFC 5322) before it, a host name with a top-level domain behind it (RFC 1123). Latin letters
/// with accents count; letters of other scripts do not, since Japanese runs on without a space before and after an address.
/// </summary>
internal static class EmailRule
{
    private const int LongestLocal = 64;
    private const int LongestDomain = 253;

    /// <summary>Endings of file names ("icon@2x.png") and of code ("user@host.local") that are no top-level domains.</summary>
    private static readonly string[] _noDomains =
        ["png", "jpg", "jpeg", "gif", "svg", "webp", "js", "mjs", "ts", "tsx", "css", "json", "yaml", "yml", "xml", "html", "txt", "local", "localhost", "internal", "invalid"];

    public static bool TryMatch(ReadOnlySpan<byte> text, int at, int from, out SensitiveSpan span)
    {
        span = default;
        if (at == from || at + 1 >= text.Length || text[at - 1] <= ' ' || text[at + 1] is <= (byte)' ' or (byte)'@')
            return false;
        var start = LocalStart(text, at, from);
        var end = DomainEnd(text, at + 1);
        if (start < 0 || end < 0 || IsUserInfo(text, start, end))
            return false;
        span = new SensitiveSpan(PiiKinds.Email, IsReserved(text[(at + 1)..end]) ? 0.6 : 0.95, start, end);
        return true;
    }

    private static int LocalStart(ReadOnlySpan<byte> text, int at, int from)
    {
        var floor = Math.Max(from, at - LongestLocal);
        var start = at;
        while (start > floor && (IsLocal(text[start - 1]) || IsAccented(text, start - 1)))
            start--;
        if (start == floor && start > from && IsLocal(text[start - 1]))
            return -1; // no name is that long
        while (start < at && text[start] is (byte)'.' or (byte)'-' or (byte)'\'' or (byte)'*' or (byte)'/' or (byte)'=' or (byte)'&' or (byte)'#' or (byte)'%' or (byte)'!')
            start++; // quotes, list signs and the like in front of an address are not its own
        if (start == at || text[at - 1] == '.' || (text[start] & 0xC0) == 0x80)
            return -1;
        return start > 0 && text[start - 1] == '@' ? -1 : start; // "@name@host" names an account of a network, not a mailbox
    }

    private static int DomainEnd(ReadOnlySpan<byte> text, int start)
    {
        var limit = Math.Min(text.Length, start + LongestDomain);
        var (end, label, labels) = (start, start, 0);
        var last = -1;
        for (var i = start; i <= limit; i++)
        {
            if (i < limit && (IsLabel(text[i]) || IsAccented(text, i)))
                continue;
            if (i == label || text[label] == '-' || text[i - 1] == '-')
                break;
            labels++;
            end = i;
            if (labels >= 2 && IsTopLevel(text[label..i]))
                last = end;
            if (i == limit || text[i] != '.')
                break;
            label = i + 1;
        }

        // The last label must be the top-level domain: "a@b.c1" has none, "a@b.com." ends before the dot.
        return last == end ? last : -1;
    }

    private static bool IsTopLevel(ReadOnlySpan<byte> label)
    {
        if (label.Length is < 2 or > 24)
            return false;
        if (label.StartsWith("xn--"u8))
            return true;
        foreach (var b in label)
        {
            if ((uint)((b | 0x20) - 'a') >= 26)
                return false;
        }

        foreach (var word in _noDomains)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(label, word))
                return false;
        }

        return true;
    }

    /// <summary>"https://name:pass@host" and "git@host:path" address a machine.</summary>
    private static bool IsUserInfo(ReadOnlySpan<byte> text, int start, int end)
    {
        var isRemote = end < text.Length - 1 && text[end] == ':' && text[end + 1] > ' ' && text[start..].StartsWith("git@"u8);
        if (isRemote || start == 0 || text[start - 1] is not ((byte)'/' or (byte)':'))
            return isRemote;
        var lead = text[Math.Max(0, start - 100)..start];
        var scheme = lead.LastIndexOf("://"u8);
        return scheme >= 0 && lead[scheme..].IndexOfAny((byte)' ', (byte)'\n', (byte)'"') < 0;
    }

    /// <summary>Domains that RFC 2606 keeps for examples: nobody's address, as a rule.</summary>
    private static bool IsReserved(ReadOnlySpan<byte> domain) =>
        EndsWith(domain, "example.com"u8) || EndsWith(domain, "example.org"u8) || EndsWith(domain, "example.net"u8)
        || EndsWith(domain, ".example"u8) || EndsWith(domain, ".test"u8);

    private static bool EndsWith(ReadOnlySpan<byte> domain, ReadOnlySpan<byte> ending) =>
        domain.Length >= ending.Length && System.Text.Ascii.EqualsIgnoreCase(domain[^ending.Length..], ending);

    private static bool IsLabel(byte b) => char.IsAsciiLetterOrDigit((char)b) || b == '-';

    private static bool IsLocal(byte b) => char.IsAsciiLetterOrDigit((char)b) || "._%+-'~&=*/#!"u8.Contains(b);

    /// <summary>A byte of a Latin letter with an accent: U+00C0 to U+024F.</summary>
    private static bool IsAccented(ReadOnlySpan<byte> text, int at) =>
        text[at] is >= 0xC3 and <= 0xC9 ? at + 1 < text.Length : text[at] is >= 0x80 and < 0xC0 && at > 0 && text[at - 1] is >= 0xC3 and <= 0xC9;
}
