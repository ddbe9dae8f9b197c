using System.Text.Json;

namespace Kanshi.Inference.Shapes;

/// <summary>
/// Log entries of API Management about calls of language models ("Log token usage, prompts, and completions for LLM APIs", table
/// ApiManagementGatewayLlmLog; category GatewayLlmLogs, with the columns under <c>properties</c>). Messages over 32 KB come in several
/// entries of one CorrelationId, numbered by SequenceNumber; unwrapping gathers those of a batch under <c>llmLogEntries</c>. An entry that
/// lacks its neighbours is read as far as it goes. The log knows no latency and no status, and its time is when the call began.
/// </summary>
internal sealed class ApimLlmLogShape : DocumentShape
{
    /// <summary>Where gathered entries stand, in the order of their numbers.</summary>
    public static ReadOnlySpan<byte> Gathered => "llmLogEntries"u8;

    public static bool IsEntry(JsonElement record) =>
        record.Member("category"u8, "Category"u8).Is("GatewayLlmLogs"u8) || record.Member("Type"u8).Is("ApiManagementGatewayLlmLog"u8);

    /// <summary>The call that an entry is about; null when it says none.</summary>
    public static string? CallOf(JsonElement entry) =>
        Facts.Plain(Column(entry, "correlationId"u8, "CorrelationId"u8)) ?? Facts.Plain(entry.Member("correlationId"u8));

    public static int NumberOf(JsonElement entry) =>
        Column(entry, "sequenceNumber"u8, "SequenceNumber"u8) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var place) ? place : 0;

    public override bool Claims(JsonElement record) => record.Member(Gathered).ValueKind == JsonValueKind.Array || IsEntry(record);

    public override void Read(JsonElement record, EventDraft draft)
    {
        JsonElement[] entries = record.Member(Gathered).ValueKind == JsonValueKind.Array ? [.. record.Member(Gathered).EnumerateArray()] : [record];
        if (entries.Length == 0 || entries[0].ValueKind != JsonValueKind.Object)
        {
            draft.Facts.Fail<int>(SetAsideReason.NotInference);
            return;
        }

        ReadCall(entries, draft);
        draft.Truncated = record.Has("cut"u8) || !IsWhole(entries);
        var requests = new ChunkedMessages(draft.Facts, "requestMessages");
        var responses = new ChunkedMessages(draft.Facts, "responseMessages");
        foreach (var entry in entries)
        {
            requests.Add(Column(entry, "requestMessages"u8, "RequestMessages"u8));
            responses.Add(Column(entry, "responseMessages"u8, "ResponseMessages"u8));
            draft.FinishReason ??= draft.Facts.Name(Column(entry, "responseMessages"u8, "ResponseMessages"u8).First().Member("finish_reason"u8), "finish_reason");
        }

        requests.ReadInput(draft);
        draft.Output = responses.Joined();
    }

    private static void ReadCall(JsonElement[] entries, EventDraft draft)
    {
        var facts = draft.Facts;
        var first = entries[0];
        draft.Id = facts.Id(Column(first, "correlationId"u8, "CorrelationId"u8), "correlationId") ?? facts.Id(first.Member("correlationId"u8), "correlationId");
        draft.Time = facts.Time(first.Member("time"u8, "TimeGenerated"u8), "time");
        draft.Service = AzureMonitorShape.ServiceOf(first, facts);
        draft.Region = facts.Name(first.Member("location"u8, "Region"u8), "location");
        foreach (var entry in entries)
        {
            draft.Deployment ??= facts.Name(Column(entry, "deploymentName"u8, "DeploymentName"u8), "deploymentName");
            draft.ResponseModel ??= facts.Name(Column(entry, "modelName"u8, "ModelName"u8), "modelName");
            draft.InputTokens ??= Tokens(Column(entry, "promptTokens"u8, "PromptTokens"u8), facts, "promptTokens");
            draft.OutputTokens ??= Tokens(Column(entry, "completionTokens"u8, "CompletionTokens"u8), facts, "completionTokens");
        }
    }

    /// <summary>Entries that only carry a piece of a message say 0 tokens.</summary>
    private static long? Tokens(JsonElement count, Facts facts, string field) => facts.Count(count, field) is > 0 and var tokens ? tokens : null;

    private static bool IsWhole(JsonElement[] entries)
    {
        for (var i = 0; i < entries.Length; i++)
        {
            if (NumberOf(entries[i]) != i)
                return false;
        }

        return true;
    }

    private static JsonElement Column(JsonElement entry, ReadOnlySpan<byte> camel, ReadOnlySpan<byte> pascal) =>
        entry.Member("properties"u8) is { ValueKind: JsonValueKind.Object } properties ? properties.Member(camel, pascal) : entry.Member(pascal, camel);
}
