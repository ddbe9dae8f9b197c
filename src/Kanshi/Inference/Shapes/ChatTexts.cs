using System.Buffers;
using System.Text.Json;

namespace Kanshi.Inference.Shapes;

/// <summary>
/// Texts of chats as vendors write them: content as one string or as parts, in the form of OpenAI's chat completions
/// (<c>{"type":"text","text"}</c>) and in that of OpenTelemetry's GenAI messages (<c>{"type":"text","content"}</c>). Images, audio and tool
/// calls have no text and are passed over.
/// </summary>
internal static class ChatTexts
{
    /// <summary>The turns of a conversation; what system and developer say goes into the draft's system prompt.</summary>
    public static void ReadMessages(JsonElement messages, EventDraft draft, string field)
    {
        if (messages.ValueKind == JsonValueKind.String)
        {
            if (draft.Facts.Text(messages, field) is { } text)
                draft.Input = [new ChatMessage("user", text)];
            return;
        }

        var turns = new List<ChatMessage>();
        foreach (var message in messages.Elements())
        {
            var role = draft.Facts.Name(message.Member("role"u8), field) ?? "user";
            var text = Content(message, draft.Facts, field) ?? Utf8Text.Empty;
            if (role is "system" or "developer")
                draft.SystemPrompt = Joined([draft.SystemPrompt, text]);
            else
                turns.Add(new ChatMessage(role, text));
        }

        draft.Input = turns;
    }

    /// <summary>What a message says, by its <c>content</c> or its <c>parts</c>; null when it has neither.</summary>
    public static Utf8Text? Content(JsonElement message, Facts facts, string field) => message.ValueKind == JsonValueKind.String
        ? facts.Text(message, field)
        : Text(message.Member("content"u8, "parts"u8), facts, field);

    /// <summary>A string, or an array of parts joined by line ends; null for anything else.</summary>
    public static Utf8Text? Text(JsonElement content, Facts facts, string field)
    {
        if (content.ValueKind == JsonValueKind.String)
            return facts.Text(content, field);
        if (content.ValueKind != JsonValueKind.Array)
            return null;
        var parts = new List<Utf8Text>();
        foreach (var part in content.EnumerateArray())
        {
            if (part.ValueKind == JsonValueKind.String && facts.Text(part, field) is { } plain)
                parts.Add(plain);
            else if (part.Member("text"u8, "content"u8) is { ValueKind: JsonValueKind.String } text && facts.Text(text, field) is { } worded)
                parts.Add(worded);
        }

        return Joined(parts);
    }

    public static Utf8Text Joined(IReadOnlyList<Utf8Text> parts)
    {
        var joined = new ArrayBufferWriter<byte>();
        foreach (var part in parts)
        {
            if (part.IsEmpty)
                continue;
            if (joined.WrittenCount > 0)
                joined.Write("\n"u8);
            joined.Write(part.Span);
        }

        return new Utf8Text(joined.WrittenMemory);
    }
}
