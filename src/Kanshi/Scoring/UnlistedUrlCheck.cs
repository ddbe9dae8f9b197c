using System.Buffers;

namespace Kanshi.Scoring;

/// <summary>
/// The answer links to a host that neither the passages nor the prompts name: invented, or smuggled in. Only where passages were given,
/// since only then the answer is to be drawn from something.
/// </summary>
internal sealed class UnlistedUrlCheck : Check
{
    private const int MaxUrls = 16;
    private static readonly SearchValues<byte> _hostEnds = SearchValues.Create("/?#:\\ \t\r\n\"'<>()[]{}|^`,;"u8);

    public override void Run(ref Examination examination)
    {
        if (examination.Event.Context.Count == 0)
            return;
        var text = examination.Head;
        var at = 0;
        for (var urls = 0; urls < MaxUrls; urls++)
        {
            var found = text[at..].IndexOf("://"u8);
            if (found < 0)
                break;
            var start = at + found + 3;
            var length = HostLength(text[start..]);
            at = start + length;
            var host = text.Slice(start, length);
            if (length == 0 || !IsHttp(text[..(start - 3)]) || IsReserved(host) || IsListed(examination, host))
                continue;
            examination.AddSpan(Checks.UnlistedUrl, 0.8, start, at);
            break;
        }
    }

    private static int HostLength(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny(_hostEnds);
        end = end < 0 ? text.Length : end;
        var nonAscii = text[..end].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        return text[..(nonAscii < 0 ? end : nonAscii)].TrimEnd(".*_"u8).Length;
    }

    private static bool IsHttp(ReadOnlySpan<byte> before) => EndsWith(before, "http"u8) || EndsWith(before, "https"u8);

    private static bool EndsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> end) =>
        text.Length >= end.Length && System.Text.Ascii.EqualsIgnoreCase(text[^end.Length..], end);

    /// <summary>Names for examples (RFC 2606) and the machine itself, which point nowhere, and what is no host name.</summary>
    private static bool IsReserved(ReadOnlySpan<byte> host) =>
        host.IndexOf((byte)'.') < 0 || host.IndexOf("example."u8) >= 0 || host.EndsWith(".local"u8) || host.StartsWith("127."u8);

    private static bool IsListed(in Examination examination, ReadOnlySpan<byte> host)
    {
        Span<byte> lower = stackalloc byte[256];
        if (host.Length > lower.Length)
            return false;
        System.Text.Ascii.ToLower(host, lower, out var length);
        ReadOnlySpan<byte> name = lower[..length];
        name = name.StartsWith("www."u8) ? name[4..] : name;
        if (Names(examination.Prompt, host, name) || Names(examination.Event.SystemPrompt.Span, host, name))
            return true;
        foreach (var message in examination.Event.Input)
        {
            if (Names(message.Content.Span, host, name))
                return true;
        }

        foreach (var passage in examination.Event.Context)
        {
            if (Names(passage.Span, host, name))
                return true;
        }

        return false;
    }

    private static bool Names(ReadOnlySpan<byte> text, ReadOnlySpan<byte> host, ReadOnlySpan<byte> lower) => text.IndexOf(lower) >= 0 || text.IndexOf(host) >= 0;
}
