using System.Text.Json;

namespace Kanshi.Inference.Shapes;

/// <summary>
/// The events of a message each that the conventions had up to v1.36 ("Semantic conventions for generative AI events" v1.36.0:
/// <c>gen_ai.system.message</c>, <c>gen_ai.user.message</c>, <c>gen_ai.assistant.message</c>, <c>gen_ai.tool.message</c>,
/// <c>gen_ai.choice</c>), and the span events before them (<c>gen_ai.content.prompt</c>, <c>gen_ai.content.completion</c>).
/// </summary>
internal sealed class GenAiMessageEvents(EventDraft draft)
{
    private readonly List<ChatMessage> _turns = [];

    /// <summary>Whether the answer was among them: without it they are no call.</summary>
    public bool HasChoice { get; private set; }

    public static bool IsOne(string? name) =>
        name is "gen_ai.system.message" or "gen_ai.user.message" or "gen_ai.assistant.message" or "gen_ai.tool.message" or "gen_ai.choice";

    /// <param name="content">The event's body or attributes as plain JSON.</param>
    public void Add(string? name, JsonElement content)
    {
        switch (name)
        {
            case "gen_ai.choice":
                HasChoice = true;
                if (!(content.Member("index"u8) is { ValueKind: JsonValueKind.Number } index && index.TryGetDouble(out var place) && place > 0))
                    GenAiAttributes.ReadOutput(content, draft);
                break;
            case "gen_ai.content.prompt":
                ChatTexts.ReadMessages(OtlpAttributes.Structure(content.Member("gen_ai.prompt"u8)), draft, "gen_ai.prompt");
                break;
            case "gen_ai.content.completion":
                GenAiAttributes.ReadOutput(OtlpAttributes.Structure(content.Member("gen_ai.completion"u8)), draft);
                break;
            default:
                if (IsOne(name))
                    AddTurn(name!, content);
                break;
        }
    }

    public void Finish()
    {
        if (_turns.Count > 0)
            draft.Input = _turns;
    }

    private void AddTurn(string name, JsonElement content)
    {
        var role = name["gen_ai.".Length..^".message".Length];
        var text = ChatTexts.Text(OtlpAttributes.Structure(content.Member("content"u8, "gen_ai.event.content"u8)), draft.Facts, name) ?? Utf8Text.Empty;
        if (role == "system")
            draft.SystemPrompt = ChatTexts.Joined([draft.SystemPrompt, text]);
        else
            _turns.Add(new ChatMessage(role, text));
    }
}
