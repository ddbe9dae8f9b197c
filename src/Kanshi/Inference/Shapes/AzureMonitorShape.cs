using System.Text.Json;

namespace Kanshi.Inference.Shapes;

/// <summary>
/// A record of Azure Monitor about Azure OpenAI ("Azure OpenAI monitoring data reference", "Common schema for Azure resource logs"): of the
/// category RequestResponse the call, without its content; of the platform metrics a measurement. The records of other categories are no
/// calls. <c>properties</c> is an object, or the text of one.
/// </summary>
internal sealed class AzureMonitorShape : DocumentShape
{
    public override bool Claims(JsonElement record) =>
        record.Has("resourceId"u8) && !record.Has("service"u8) && (record.Has("category"u8) || record.Has("operationName"u8) || record.Has("metricName"u8));

    public override void Read(JsonElement record, EventDraft draft)
    {
        var facts = draft.Facts;
        draft.Service = ServiceOf(record, facts);
        if (record.Has("metricName"u8))
        {
            draft.Time = facts.Time(record.Member("time"u8), "time");
            var average = facts.Number(record.Member("average"u8), "average");
            MeasurementShape.Fill(draft, facts.Name(record.Member("metricName"u8), "metricName"), average, null, null, "infrastructure");
            return;
        }

        var properties = record.Member("properties"u8);
        if (properties.ValueKind == JsonValueKind.String && properties.Unescaped() is { } text)
        {
            using var document = JsonDocument.Parse(text);
            ReadCall(record, document.RootElement, draft);
        }
        else
        {
            ReadCall(record, properties, draft);
        }
    }

    /// <summary>The resource's name: the last segment of its id. Ids come in capitals or not, names do not tell by them.</summary>
    public static string? ServiceOf(JsonElement record, Facts facts)
    {
        if (Facts.Plain(record.Member("resourceId"u8, "_ResourceId"u8)) is not { } id)
            return facts.Fail<string?>(SetAsideReason.MissingField("resourceId"));
        var name = id.TrimEnd('/');
        name = name[(name.LastIndexOf('/') + 1)..].ToLowerInvariant();
        return System.Text.Encoding.UTF8.GetByteCount(name) <= InferenceEvent.MaxNameBytes
            ? name
            : facts.Fail<string?>(SetAsideReason.InvalidValue("resourceId"));
    }

    private static void ReadCall(JsonElement record, JsonElement properties, EventDraft draft)
    {
        var facts = draft.Facts;
        var model = facts.Name(properties.Member("modelName"u8), "properties.modelName");
        draft.Deployment = facts.Name(properties.Member("modelDeploymentName"u8), "properties.modelDeploymentName");
        if (!record.Member("category"u8).Is("RequestResponse"u8) || (draft.Deployment ?? model) is null)
        {
            facts.Fail<int>(SetAsideReason.NotInference);
            return;
        }

        draft.Id = facts.Id(record.Member("correlationId"u8), "correlationId");
        draft.Provider = "azure.ai.openai";
        draft.Operation = Operation(facts.Name(record.Member("operationName"u8), "operationName"));
        draft.Region = facts.Name(record.Member("location"u8), "location");
        draft.LatencyMs = facts.Quantity(record.Member("durationMs"u8), "durationMs");
        draft.ResponseModel = WithVersion(model, facts.Name(properties.Member("modelVersion"u8), "properties.modelVersion"));
        draft.Status = Facts.HttpStatus(Facts.Plain(record.Member("resultSignature"u8, "statusCode"u8)));
        // The record's own time is that of the request; the response's stands among the properties, in ticks.
        draft.Time = facts.Ticks(facts.Number(properties.Member("responseTime"u8), "properties.responseTime"), "properties.responseTime")
            ?? facts.Time(record.Member("time"u8), "time")?.AddMilliseconds(Math.Min(draft.LatencyMs ?? 0, TimeSpan.FromHours(1).TotalMilliseconds));
    }

    private static string? WithVersion(string? model, string? version) => model is null || version is null ? model : $"{model}-{version}";

    private static string? Operation(string? name) => name switch
    {
        null => null,
        _ when name.StartsWith("ChatCompletions", StringComparison.OrdinalIgnoreCase) => "chat",
        _ when name.StartsWith("Completions", StringComparison.OrdinalIgnoreCase) => "text_completion",
        _ when name.StartsWith("Embeddings", StringComparison.OrdinalIgnoreCase) => "embeddings",
        _ => name,
    };
}
