using Kanshi.Inference;
using Kanshi.Privacy;

namespace Kanshi.Sampling;

/// <summary>
/// Cuts the texts of a sampled response so that no event can block a partition: each part keeps head and tail, with a note of what was left out
/// between. The answer may take half of the room, the newest turn a quarter, what else there is the rest.
/// </summary>
public static class SampledTexts
{
    /// <summary>Of all texts together.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Of the message; a message of Event Hubs holds 1 MB.</summary>
    public const int MaxMessageBytes = 900 * 1024;

    /// <summary>Turns before these are left out whole.</summary>
    private const int MaxTurns = 32;
    private const int MaxPassages = 32;

    public static ContentTexts Cut(ContentTexts texts, int maxBytes)
    {
        ChatMessage[] turns = [.. texts.Input.TakeLast(MaxTurns)];
        Utf8Text[] passages = [.. texts.Context.Take(MaxPassages)];
        var older = maxBytes / 16 / Math.Max(1, turns.Length - 1);
        return texts with
        {
            SystemPrompt = Cut(texts.SystemPrompt, maxBytes / 16),
            Input = [.. turns.Select((turn, i) => turn with { Content = Cut(turn.Content, i == turns.Length - 1 ? maxBytes / 4 : older) })],
            Output = texts.Output is { } output ? Cut(output, maxBytes / 2) : null,
            Context = [.. passages.Select(passage => Cut(passage, maxBytes / 16 / passages.Length))],
            ErrorMessage = Utf8Text.Empty,
        };
    }

    /// <summary>Three quarters of the room for the head, one for the tail; never within a character.</summary>
    public static Utf8Text Cut(Utf8Text text, int maxBytes)
    {
        if (text.Length <= maxBytes)
            return text;
        var note = System.Text.Encoding.UTF8.GetBytes($"\n[… {text.Length - maxBytes} bytes left out …]\n");
        var room = Math.Max(0, maxBytes - note.Length);
        var head = StartOfCharacter(text.Span, room * 3 / 4);
        var tail = StartOfCharacter(text.Span, text.Length - (room / 4));
        return new((byte[])[.. text.Span[..head], .. note, .. text.Span[tail..]]);
    }

    private static int StartOfCharacter(ReadOnlySpan<byte> text, int at)
    {
        while (at > 0 && at < text.Length && (text[at] & 0xC0) == 0x80)
            at--;
        return at;
    }
}
