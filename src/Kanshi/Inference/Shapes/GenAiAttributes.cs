using System.Text.Json;

namespace Kanshi.Inference.Shapes;

/// <summary>
/// The attributes of OpenTelemetry's "Semantic conventions for generative AI systems", which spans and events share, in both generations:
/// today's, and those up to v1.36 (<c>gen_ai.system</c>, <c>gen_ai.prompt</c>, <c>prompt_tokens</c>). Also the numbered attributes
/// (<c>gen_ai.prompt.0.content</c>) of instrumentations that came before.
/// </summary>
internal static class GenAiAttributes
{
    private const int MaxNumbered = 256;

    /// <summary>Whether a call of a model is told of; tools that are executed and agents that are made are not.</summary>
    public static bool AreOfACall(OtlpAttributes attributes)
    {
        var isModel = attributes.Either("gen_ai.request.model", "gen_ai.response.model").ValueKind != JsonValueKind.Undefined;
        return Facts.Plain(attributes["gen_ai.operation.name"]) switch
        {
            "execute_tool" or "create_agent" or "invoke_workflow" => false,
            "chat" or "text_completion" or "generate_content" or "embeddings" or "invoke_agent" => true,
            _ => isModel,
        };
    }

    public static void Read(OtlpAttributes attributes, EventDraft draft)
    {
        var facts = draft.Facts;
        draft.Operation ??= facts.Name(attributes["gen_ai.operation.name"], "gen_ai.operation.name");
        draft.Provider ??= facts.Name(attributes.Either("gen_ai.provider.name", "gen_ai.system"), "gen_ai.provider.name");
        draft.RequestModel ??= facts.Name(attributes["gen_ai.request.model"], "gen_ai.request.model");
        draft.ResponseModel ??= facts.Name(attributes["gen_ai.response.model"], "gen_ai.response.model");
        draft.PromptVersion ??= facts.Name(attributes["gen_ai.prompt.version"], "gen_ai.prompt.version");
        draft.InputTokens ??= facts.Count(attributes.Either("gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens"), "gen_ai.usage.input_tokens");
        draft.OutputTokens ??= facts.Count(attributes.Either("gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens"), "gen_ai.usage.output_tokens");
        draft.CostUsd ??= facts.Quantity(attributes["gen_ai.usage.cost"], "gen_ai.usage.cost");
        if (facts.Quantity(attributes["gen_ai.response.time_to_first_chunk"], "gen_ai.response.time_to_first_chunk") is { } seconds)
            draft.TimeToFirstTokenMs = Math.Round(seconds * 1000, 3);
        if (facts.Count(attributes.Either("http.response.status_code", "http.status_code"), "http.response.status_code", 999) is { } status)
            draft.Status = (int)status;
        if (facts.Name(attributes["error.type"], "error.type") is { } error)
            draft.Error = new InferenceError(error, draft.Error?.Message ?? Utf8Text.Empty);
        if (attributes["gen_ai.output.type"].Is("json"u8))
            draft.Expect ??= new Expectation("json", default, null);
        draft.AddAttribute("server.address", facts.Name(attributes["server.address"], "server.address"));
        ReadFinishReason(attributes, draft);
        ReadTexts(attributes, draft);
    }

    /// <summary>Of a resource: who it is and where it runs.</summary>
    public static void ReadResource(OtlpAttributes resource, EventDraft draft)
    {
        var facts = draft.Facts;
        draft.Service = facts.Name(resource["service.name"], "service.name");
        draft.Region = facts.Name(resource["cloud.region"], "cloud.region");
        draft.AddAttribute("service.version", facts.Name(resource["service.version"], "service.version"));
        draft.AddAttribute("deployment.environment", facts.Name(resource.Either("deployment.environment.name", "deployment.environment"), "deployment.environment"));
    }

    public static void ReadOutput(JsonElement output, EventDraft draft)
    {
        if (output.ValueKind == JsonValueKind.String)
        {
            draft.Output = draft.Facts.Text(output, "gen_ai.output.messages");
            return;
        }

        var message = output.ValueKind == JsonValueKind.Array ? output.First() : output;
        if (message.ValueKind != JsonValueKind.Object)
            return;
        var said = message.Member("message"u8) is { ValueKind: JsonValueKind.Object } inner ? inner : message;
        draft.Output = ChatTexts.Content(said, draft.Facts, "gen_ai.output.messages") ?? Utf8Text.Empty;
        draft.FinishReason ??= draft.Facts.Name(message.Member("finish_reason"u8), "finish_reason");
    }

    private static void ReadFinishReason(OtlpAttributes attributes, EventDraft draft)
    {
        var reasons = attributes.Either("gen_ai.response.finish_reasons", "gen_ai.response.finish_reason");
        var first = OtlpAttributes.Structure(reasons) is { ValueKind: JsonValueKind.Array } array ? array.First() : reasons;
        if (first.ValueKind == JsonValueKind.String)
            draft.FinishReason = draft.Facts.Name(first, "gen_ai.response.finish_reasons");
    }

    private static void ReadTexts(OtlpAttributes attributes, EventDraft draft)
    {
        var facts = draft.Facts;
        var instructions = OtlpAttributes.Structure(attributes["gen_ai.system_instructions"]);
        if (ChatTexts.Text(instructions, facts, "gen_ai.system_instructions") is { } system)
            draft.SystemPrompt = system;
        var input = attributes.Either("gen_ai.input.messages", "gen_ai.prompt");
        if (input.ValueKind != JsonValueKind.Undefined)
            ChatTexts.ReadMessages(OtlpAttributes.Structure(input), draft, "gen_ai.input.messages");
        var output = attributes.Either("gen_ai.output.messages", "gen_ai.completion");
        if (output.ValueKind != JsonValueKind.Undefined)
            ReadOutput(OtlpAttributes.Structure(output), draft);
        if (attributes["gen_ai.prompt.0.content"].ValueKind != JsonValueKind.Undefined)
            ReadNumbered(attributes, draft);
        if (facts.Text(attributes["gen_ai.completion.0.content"], "gen_ai.completion") is { } completion)
            draft.Output = completion;
        draft.FinishReason ??= facts.Name(attributes["gen_ai.completion.0.finish_reason"], "gen_ai.completion.0.finish_reason");
    }

    private static void ReadNumbered(OtlpAttributes attributes, EventDraft draft)
    {
        var turns = new List<ChatMessage>();
        for (var i = 0; i < MaxNumbered && attributes[$"gen_ai.prompt.{i}.content"] is { ValueKind: not JsonValueKind.Undefined } content; i++)
        {
            var role = draft.Facts.Name(attributes[$"gen_ai.prompt.{i}.role"], "gen_ai.prompt") ?? "user";
            var text = ChatTexts.Text(OtlpAttributes.Structure(content), draft.Facts, "gen_ai.prompt") ?? Utf8Text.Empty;
            if (role is "system" or "developer")
                draft.SystemPrompt = ChatTexts.Joined([draft.SystemPrompt, text]);
            else
                turns.Add(new ChatMessage(role, text));
        }

        draft.Input = turns;
    }
}
