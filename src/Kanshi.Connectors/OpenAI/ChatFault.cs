using System.Text.Json;
using Kanshi.Judging;

namespace Kanshi.Connectors.OpenAI;

/// <summary>
/// What an answer other than 200 means. Of its body only codes go further: messages of endpoints have been seen to repeat parts of keys and of prompts.
/// </summary>
internal sealed class ChatFault
{
    private const int MaxCodeLength = 64;
    private readonly string _code;
    private readonly string _innerCode;

    public ChatFault(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var error = Member(document.RootElement, "error");
            Message = Text(Member(error, "message")) + Text(Member(error, "param")) + (error?.ValueKind == JsonValueKind.String ? Text(error) : "");
            _code = Code(Text(Member(error, "code")), Text(Member(error, "type")));
            _innerCode = Text(Member(Member(error, "innererror"), "code"));
        }
        catch (JsonException)
        {
            (Message, _code, _innerCode) = ("", "", "");
        }
    }

    /// <summary>Of the endpoint, for choosing another dialect; not to be kept or shown.</summary>
    public string Message { get; }

    public ChatAnswer ToAnswer(int status, string host, TimeSpan? retryAfter)
    {
        var said = _code.Length == 0 ? $"{host} answered {status}" : $"{host} answered {status} {_code}";
        return (status, _code) switch
        {
            (400, "content_filter" or "content_policy_violation") => new ChatAnswer.Filtered("the content filter refused the text"),
            (400, _) when _innerCode == "ResponsibleAIPolicyViolation" => new ChatAnswer.Filtered("the content filter refused the text"),
            (413, _) or (400, "context_length_exceeded" or "string_above_max_length") => new ChatAnswer.Refused($"{said}: the text is too long for the model"),
            (401 or 403, _) => Permanent($"{said}: the key or the identity is not accepted; set KANSHI__JUDGE__APIKEY, or give the identity the role Cognitive Services OpenAI User"),
            (404, _) => Permanent($"{said}: check judge.endpoint (a base URL, often with /v1) and judge.model (for Azure the deployment)"),
            (429, "insufficient_quota") => Permanent($"{said}: the account has no credit left"),
            (429, _) => new ChatAnswer.Unavailable(said, Outage.Throttled, retryAfter),
            (408 or 409 or >= 500, _) => new ChatAnswer.Unavailable(said, Outage.Temporary, retryAfter),
            _ when status is >= 300 and < 400 => Permanent($"{said}, a redirect, which is not followed: set judge.endpoint to where it leads"),
            _ => Permanent($"{said}: it does not take the request; try judge.structuredOutput Off, or another judge.model"),
        };
    }

    private static ChatAnswer.Unavailable Permanent(string reason) => new(reason, Outage.Permanent);

    private static string Code(string code, string type) => Clean(code) is { Length: > 0 } known ? known : Clean(type);

    /// <summary>A code is a word; anything else could be somebody's text.</summary>
    private static string Clean(string code) =>
        code.Length <= MaxCodeLength && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-') ? code : "";

    private static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(name, out var member) ? member : null;

    private static string Text(JsonElement? element)
    {
        try
        {
            return element is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }
}
