using System.Text.Json;

namespace Kanshi.Inference.Shapes;

/// <summary>
/// LiteLLM's StandardLoggingPayload ("StandardLoggingPayload Specification"), as its generic API callback posts it. The service is what the
/// caller names in <c>metadata.requester_metadata.service</c>, else the team's or the key's alias, else "litellm".
/// </summary>
internal sealed class LiteLlmShape : DocumentShape
{
    public override bool Claims(JsonElement record) => record.Has("call_type"u8) && (record.Has("startTime"u8) || record.Has("response_cost"u8));

    public override void Read(JsonElement record, EventDraft draft)
    {
        var facts = draft.Facts;
        draft.Id = facts.Id(record.Member("id"u8), "id");
        draft.Operation = Operation(facts.Name(record.Member("call_type"u8), "call_type"));
        draft.RequestModel = facts.Name(record.Member("model"u8), "model");
        draft.Deployment = facts.Name(record.Member("model_group"u8), "model_group") ?? draft.RequestModel;
        draft.Provider = facts.Name(record.Member("custom_llm_provider"u8), "custom_llm_provider");
        draft.CostUsd = facts.Quantity(record.Member("response_cost"u8), "response_cost");
        draft.InputTokens = facts.Count(record.Member("prompt_tokens"u8), "prompt_tokens");
        draft.OutputTokens = facts.Count(record.Member("completion_tokens"u8), "completion_tokens");
        draft.PromptVersion = facts.Name(record.Member("metadata"u8).Member("prompt_management_metadata"u8).Member("prompt_id"u8), "prompt_id");
        ReadTimes(record, draft);
        ReadSender(record, draft);
        ReadOutcome(record, draft);
        ChatTexts.ReadMessages(record.Member("messages"u8), draft, "messages");
        ReadResponse(record.Member("response"u8), draft);
    }

    private static void ReadTimes(JsonElement record, EventDraft draft)
    {
        var facts = draft.Facts;
        var start = facts.Number(record.Member("startTime"u8), "startTime");
        var end = facts.Number(record.Member("endTime"u8), "endTime");
        var first = facts.Number(record.Member("completionStartTime"u8), "completionStartTime");
        draft.Time = facts.UnixSeconds(end ?? start, "endTime");
        if (end >= start)
            draft.LatencyMs = Milliseconds(end - start);
        // Without streaming the first token is said to come when the last one did, which is no time to first token.
        if (first >= start && first < end)
            draft.TimeToFirstTokenMs = Milliseconds(first - start);
    }

    private static void ReadSender(JsonElement record, EventDraft draft)
    {
        var facts = draft.Facts;
        var metadata = record.Member("metadata"u8);
        var team = facts.Name(metadata.Member("user_api_key_team_alias"u8), "user_api_key_team_alias");
        var key = facts.Name(metadata.Member("user_api_key_alias"u8), "user_api_key_alias");
        draft.Service = facts.Name(metadata.Member("requester_metadata"u8).Member("service"u8), "requester_metadata.service") ?? team ?? key ?? "litellm";
        draft.AddAttribute("team", team);
        draft.AddAttribute("key", key);
    }

    private static void ReadOutcome(JsonElement record, EventDraft draft)
    {
        var facts = draft.Facts;
        if (!record.Member("status"u8).Is("failure"u8))
        {
            draft.Status = 200;
            return;
        }

        var error = record.Member("error_information"u8);
        var type = facts.Name(error.Member("error_class"u8), "error_information.error_class");
        var message = facts.Text(error.Member("error_message"u8), "error_message") ?? facts.Text(record.Member("error_str"u8), "error_str");
        draft.Error = new InferenceError(type, message ?? Utf8Text.Empty);
        draft.Status = Facts.HttpStatus(Facts.Plain(error.Member("error_code"u8)));
    }

    private static void ReadResponse(JsonElement response, EventDraft draft)
    {
        if (response.ValueKind == JsonValueKind.String)
            draft.Output = draft.Facts.Text(response, "response");
        else if (response.ValueKind == JsonValueKind.Object)
            ChatCompletion.ReadResponse(response, draft);
    }

    private static double? Milliseconds(double? seconds) => seconds is { } given ? Math.Round(given * 1000, 3) : null;

    private static string? Operation(string? callType) => callType switch
    {
        "completion" or "acompletion" => "chat",
        "text_completion" or "atext_completion" => "text_completion",
        "embedding" or "aembedding" => "embeddings",
        _ => callType,
    };
}
