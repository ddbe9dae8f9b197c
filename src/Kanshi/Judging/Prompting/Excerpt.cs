using Kanshi.Inference;

namespace Kanshi.Judging.Prompting;

/// <summary>A text cut to a number of bytes: its head, and its tail where something is left out between, since endings tell most of how an answer went.</summary>
internal readonly record struct Excerpt(string Head, int LeftOut, string Tail)
{
    public static Excerpt Of(Utf8Text text, int maxBytes)
    {
        if (text.Length <= maxBytes)
            return new Excerpt(text.ToString(), 0, "");
        var head = BackToBoundary(text.Span, maxBytes * 2 / 3);
        var tail = ForwardToBoundary(text.Span, text.Length - (maxBytes - head));
        return new Excerpt(
            new Utf8Text(text.Bytes[..head]).ToString(), tail - head, new Utf8Text(text.Bytes[tail..]).ToString());
    }

    private static int BackToBoundary(ReadOnlySpan<byte> text, int at)
    {
        while (at > 0 && IsContinuation(text[at]))
            at--;
        return at;
    }

    private static int ForwardToBoundary(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && IsContinuation(text[at]))
            at++;
        return at;
    }

    private static bool IsContinuation(byte b) => (b & 0xC0) == 0x80;
}
