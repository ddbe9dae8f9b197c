using System.Text.Json;
using System.Text.Json.Serialization;
using Kanshi.Inference;

namespace Kanshi.Privacy;

/// <summary>The texts as JSON: <c>{"system","input":[{"role","content"}],"output","context":[…]}</c>.</summary>
internal sealed class ContentTextsConverter : JsonConverter<ContentTexts>
{
    public override ContentTexts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw new JsonException("texts are no object");
        return new ContentTexts(
            TextOf(root, "system") ?? Utf8Text.Empty,
            [.. Members(root, "input").Select(turn => new ChatMessage(StringOf(turn, "role") ?? "user", TextOf(turn, "content") ?? Utf8Text.Empty))],
            TextOf(root, "output"),
            [.. Members(root, "context").Select(passage => Utf8Text.From(passage.ValueKind == JsonValueKind.String ? passage.GetString()! : ""))],
            Utf8Text.Empty);
    }

    public override void Write(Utf8JsonWriter writer, ContentTexts value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("system"u8, value.SystemPrompt.Span);
        writer.WriteStartArray("input"u8);
        foreach (var turn in value.Input)
        {
            writer.WriteStartObject();
            writer.WriteString("role"u8, turn.Role);
            writer.WriteString("content"u8, turn.Content.Span);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (value.Output is { } output)
            writer.WriteString("output"u8, output.Span);
        writer.WriteStartArray("context"u8);
        foreach (var passage in value.Context)
            writer.WriteStringValue(passage.Span);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static IEnumerable<JsonElement> Members(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var array) && array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : [];

    private static string? StringOf(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static Utf8Text? TextOf(JsonElement parent, string name) => StringOf(parent, name) is { } text ? Utf8Text.From(text) : null;
}
