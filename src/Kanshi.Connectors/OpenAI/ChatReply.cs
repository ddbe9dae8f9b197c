using System.Text;
using System.Text.Json;
using Kanshi.Judging;

namespace Kanshi.Connectors.OpenAI;

/// <summary>Reads the body of a chat completion that came with 200. Whatever is missing or of another kind in it is a fault of the other side, and data.</summary>
internal static class ChatReply
{
    private const string ContentFilter = "content_filter";
    private const int MaxNameLength = 128;

    public static ChatAnswer Read(ReadOnlyMemory<byte> body, string host)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement) ?? NoCompletion(host);
        }
        catch (JsonException)
        {
            return NoCompletion(host);
        }
    }

    private static ChatAnswer.Unavailable NoCompletion(string host) => new($"{host} answered 200 with something that is no chat completion");

    private static ChatAnswer? Read(JsonElement root)
    {
        if (Member(root, "choices") is not { ValueKind: JsonValueKind.Array } choices || choices.GetArrayLength() == 0)
            return null;
        var choice = choices[0];
        var usage = Usage(Member(root, "usage"));
        var finish = Text(Member(choice, "finish_reason"));
        if (finish == ContentFilter)
            return new ChatAnswer.Filtered("the content filter stopped the judge's answer") { Usage = usage };
        if (Member(choice, "message") is not { ValueKind: JsonValueKind.Object } message)
            return null;
        if (Text(Member(message, "refusal")) is { Length: > 0 } refusal)
            return new ChatAnswer.Refused(refusal) { Usage = usage };
        return new ChatAnswer.Text(Content(Member(message, "content")), Name(Text(Member(root, "model"))), Truncated: finish == "length") { Usage = usage };
    }

    /// <summary>It is kept with every verdict: null when it is none that a person would give a model.</summary>
    private static string? Name(string? model) => model is { Length: > 0 and <= MaxNameLength } && !model.Any(char.IsControl) ? model : null;

    /// <summary>Text, or parts of text.</summary>
    private static string Content(JsonElement? content)
    {
        if (content is not { ValueKind: JsonValueKind.Array } parts)
            return Text(content) ?? "";
        var text = new StringBuilder();
        foreach (var part in parts.EnumerateArray())
            text.Append(Text(Member(part, "text")));
        return text.ToString();
    }

    private static TokenUsage? Usage(JsonElement? usage) =>
        Count(usage, "prompt_tokens") is { } input && Count(usage, "completion_tokens") is { } output ? new TokenUsage(input, output) : null;

    private static long? Count(JsonElement? usage, string name) =>
        usage is { } known && Member(known, name) is { ValueKind: JsonValueKind.Number } count && count.TryGetInt64(out var tokens) && tokens >= 0 ? tokens : null;

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement? element)
    {
        try
        {
            return element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half of a surrogate pair, which stands for no text
        }
    }
}
