using System.Text.Json;

namespace Kanshi.Inference.Shapes;

/// <summary>
/// The request and the response of OpenAI's chat completions (also text completions), which most vendors and gateways speak: "Chat
/// Completions" in the OpenAI API reference, "Azure OpenAI REST API reference". Of several choices the first counts.
/// </summary>
internal static class ChatCompletion
{
    public static void ReadRequest(JsonElement request, EventDraft draft)
    {
        draft.RequestModel ??= draft.Facts.Name(request.Member("model"u8), "request.model");
        ChatTexts.ReadMessages(request.Member("messages"u8, "prompt"u8), draft, "request.messages");
        ReadFormat(request.Member("response_format"u8), draft);
    }

    public static void ReadResponse(JsonElement response, EventDraft draft)
    {
        var facts = draft.Facts;
        draft.Id ??= facts.Id(response.Member("id"u8), "response.id");
        draft.ResponseModel ??= facts.Name(response.Member("model"u8), "response.model");
        ReadUsage(response.Member("usage"u8), draft);
        ReadError(response.Member("error"u8), draft);
        var choice = response.Member("choices"u8).First();
        if (choice.ValueKind != JsonValueKind.Object)
            return;
        draft.FinishReason ??= facts.Name(choice.Member("finish_reason"u8), "response.finish_reason");
        var message = choice.Member("message"u8);
        draft.Output = message.ValueKind == JsonValueKind.Object
            ? ChatTexts.Text(message.Member("content"u8, "refusal"u8), facts, "response.content") ?? Utf8Text.Empty
            : facts.Text(choice.Member("text"u8), "response.text");
    }

    public static void ReadUsage(JsonElement usage, EventDraft draft)
    {
        draft.InputTokens ??= draft.Facts.Count(usage.Member("prompt_tokens"u8, "input_tokens"u8), "usage.prompt_tokens");
        draft.OutputTokens ??= draft.Facts.Count(usage.Member("completion_tokens"u8, "output_tokens"u8), "usage.completion_tokens");
    }

    public static void ReadError(JsonElement error, EventDraft draft)
    {
        if (error.ValueKind == JsonValueKind.Object)
        {
            var type = draft.Facts.Name(error.Member("code"u8, "type"u8), "error.code");
            draft.Error = new InferenceError(type, draft.Facts.Text(error.Member("message"u8), "error.message") ?? Utf8Text.Empty);
        }
        else if (error.ValueKind == JsonValueKind.String && draft.Facts.Text(error, "error") is { } message)
        {
            draft.Error = new InferenceError(null, message);
        }
    }

    private static void ReadFormat(JsonElement format, EventDraft draft)
    {
        if (format.Member("type"u8) is not { ValueKind: JsonValueKind.String } type || !(type.Is("json_object"u8) || type.Is("json_schema"u8)))
            return;
        var schema = format.Member("json_schema"u8).Member("schema"u8);
        var bytes = schema.ValueKind == JsonValueKind.Undefined ? default : System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(schema).ToArray();
        draft.Expect = new Expectation("json", bytes, null);
    }
}
