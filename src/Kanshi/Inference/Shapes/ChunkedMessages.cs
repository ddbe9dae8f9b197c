using System.Buffers;
using System.Text.Json;

namespace Kanshi.Inference.Shapes;

/// <summary>
/// Messages that several log entries carry piece by piece. A piece is an array of <c>{role, content}</c> (or the text of one): its first
/// message goes on where the last one of the piece before ended, if the role is the same.
/// </summary>
internal sealed class ChunkedMessages(Facts facts, string field)
{
    private readonly List<(string Role, ArrayBufferWriter<byte> Content)> _messages = [];

    public void Add(JsonElement piece)
    {
        if (piece.ValueKind != JsonValueKind.String)
        {
            AddMessages(piece);
            return;
        }

        if (facts.Text(piece, field) is not { IsEmpty: false } text)
            return;
        try
        {
            using var document = JsonDocument.Parse(text.Bytes);
            if (document.RootElement.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
            {
                AddMessages(document.RootElement);
                return;
            }
        }
        catch (JsonException)
        {
            // no messages but a message
        }

        Append(_messages.Count > 0 ? _messages[^1].Role : "user", text, goesOn: true);
    }

    public void ReadInput(EventDraft draft)
    {
        var turns = new List<ChatMessage>(_messages.Count);
        foreach (var (role, content) in _messages)
        {
            var text = new Utf8Text(content.WrittenMemory);
            if (role is "system" or "developer")
                draft.SystemPrompt = ChatTexts.Joined([draft.SystemPrompt, text]);
            else
                turns.Add(new ChatMessage(role, text));
        }

        draft.Input = turns;
    }

    /// <summary>All of it as one text; null when nothing was said at all.</summary>
    public Utf8Text? Joined() =>
        _messages.Count == 0 ? null : ChatTexts.Joined([.. _messages.Select(message => new Utf8Text(message.Content.WrittenMemory))]);

    private void AddMessages(JsonElement piece)
    {
        var goesOn = true;
        foreach (var message in piece.ValueKind == JsonValueKind.Object ? [piece] : (IEnumerable<JsonElement>)piece.Elements())
        {
            var role = facts.Name(message.Member("role"u8), field) ?? "user";
            Append(role, ChatTexts.Content(message, facts, field) ?? Utf8Text.Empty, goesOn);
            goesOn = false;
        }
    }

    private void Append(string role, Utf8Text text, bool goesOn)
    {
        if (!goesOn || _messages.Count == 0 || _messages[^1].Role != role)
            _messages.Add((role, new ArrayBufferWriter<byte>()));
        _messages[^1].Content.Write(text.Span);
    }
}
