using System.Net;
using System.Net.Sockets;

namespace Kanshi.Scoring.Pii;

/// <summary>
/// An IPv4 or IPv6 address of a machine. Left out is what stands for none: unspecified, loopback, masks, networks, the addresses that every
/// home router has. Four numbers with dots can be a version or a section too: then the words before decide.
/// </summary>
internal static class IpAddressRule
{
    private const int LongestV6 = 39;

    public static bool LooksLikeV4(ref readonly NumberCluster cluster, int first)
    {
        for (var i = first; i < first + 4; i++)
        {
            if (i >= cluster.Count || cluster[i].Length > 3 || (i > first && (cluster[i].Before != Separator.Dot || cluster[i].Start != cluster[i - 1].End + 1)))
                return false;
        }

        return true;
    }

    public static bool TryMatchV4(ref readonly NumberCluster cluster, int first, out SensitiveSpan span, out int last)
    {
        span = default;
        last = first + 3;
        if (!LooksLikeV4(in cluster, first) || !EndsAt(in cluster, last))
            return false;
        uint address = 0;
        var digits = 0;
        for (var i = first; i <= last; i++)
        {
            var value = Value(cluster.DigitsOf(i, i));
            if (value > 255 || (cluster[i].Length > 1 && cluster.DigitsOf(i, i)[0] == '0'))
                return false;
            address = (address << 8) | value;
            digits += cluster[i].Length;
        }

        var start = cluster[first].Start;
        var end = cluster[last].End;
        if (IsNobodys(address) || (end < cluster.Text.Length && cluster.Text[end] == '/' && (address & 0xFF) == 0))
            return false;
        var meaning = ContextWords.Before(cluster.Text, start);
        var isNamed = (meaning & NumberMeaning.Address) != NumberMeaning.None;
        if (!isNamed && ((meaning & NumberMeaning.Other) != NumberMeaning.None || digits < 6))
            return false;
        span = new SensitiveSpan(PiiKinds.IpAddress, isNamed ? 0.95 : IsPrivate(address) ? 0.6 : 0.85, start, end);
        return true;
    }

    /// <summary>Found at its first digit: the token of hexadecimal digits and colons around it must be an address as a whole.</summary>
    public static bool TryMatchV6(ReadOnlySpan<byte> text, int digit, int from, out SensitiveSpan span)
    {
        span = default;
        var start = digit;
        while (start > from && digit - start < LongestV6 && IsV6(text[start - 1]))
        {
            if (char.IsAsciiDigit((char)text[--start]))
                return false; // tried at that digit
        }

        var (end, colons) = (start, 0);
        for (; end < text.Length && end - start <= LongestV6 && IsV6(text[end]); end++)
            colons += text[end] == ':' ? 1 : 0;
        if (colons < 2 || end - start > LongestV6 || IsInWord(text, start - 1) || IsInWord(text, end))
            return false;
        while (end > start && text[end - 1] == ':' && !text[start..end].EndsWith("::"u8))
            end--; // "from 2001:db8::1: refused"
        Span<char> address = stackalloc char[LongestV6 + 1];
        for (var i = start; i < end; i++)
            address[i - start] = (char)text[i];
        var written = address[..(end - start)];
        if (!IsV6Form(written) || !IPAddress.TryParse(written, out var parsed) || parsed.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(parsed))
            return false;
        span = new SensitiveSpan(PiiKinds.IpAddress, 0.9, start, end);
        return true;
    }

    /// <summary>Eight groups, or "::" with three groups or a first one that looks like no word; "10:20:30" and "a::b" are none.</summary>
    private static bool IsV6Form(ReadOnlySpan<char> address)
    {
        var groups = address.Count(':') + 1;
        var gap = address.IndexOf("::", StringComparison.Ordinal);
        return gap < 0 ? groups == 8 : gap > 0 && (groups > 3 || (gap >= 3 && address[..gap].IndexOfAnyInRange('0', '9') >= 0) || address.StartsWith("fe80", StringComparison.OrdinalIgnoreCase));
    }

    private static bool EndsAt(ref readonly NumberCluster cluster, int last)
    {
        if (last < cluster.Count - 1)
            return cluster[last + 1].Before is not Separator.Dot;
        var end = cluster[last].End;
        return !cluster.IsCut && (end >= cluster.Text.Length || !IsInWord(cluster.Text, end));
    }

    private static bool IsNobodys(uint address)
    {
        var (first, second, last) = (address >> 24, (address >> 16) & 0xFF, address & 0xFF);
        return first is 0 or 127 or >= 224
            || address is 0x08080808 or 0x08080404 or 0x01010101 or 0x01000001 or 0x09090909
            || ((first == 10 || (first == 192 && second == 168) || (first == 172 && second is >= 16 and < 32)) && last is 0 or 1 or 255 or 254);
    }

    private static bool IsPrivate(uint address) => (address >> 24) is 10 || (address >> 16) is 0xC0A8 || (address >> 20) is 0xAC1;

    private static uint Value(ReadOnlySpan<byte> digits)
    {
        var value = 0u;
        foreach (var digit in digits)
            value = (value * 10) + (uint)(digit - '0');
        return value;
    }

    private static bool IsV6(byte b) => b == ':' || char.IsAsciiHexDigit((char)b);

    private static bool IsInWord(ReadOnlySpan<byte> text, int at) =>
        (uint)at < (uint)text.Length && (char.IsAsciiLetterOrDigit((char)text[at]) || text[at] == '_');
}
