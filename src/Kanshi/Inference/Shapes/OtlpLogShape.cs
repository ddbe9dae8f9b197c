using System.Text.Json;

namespace Kanshi.Inference.Shapes;

/// <summary>
/// Log records of OTLP/JSON (<c>resourceLogs</c>) about one call ("Semantic conventions for generative AI events"): the event
/// <c>gen_ai.client.inference.operation.details</c>, or the messages of a span that came up to v1.36, gathered by unwrapping. A message
/// without the answer is no call.
/// </summary>
internal sealed class OtlpLogShape : DocumentShape
{
    private const string Details = "gen_ai.client.inference.operation.details";

    public override bool Claims(JsonElement record) => record.Has("resourceLogs"u8);

    /// <summary>By the record's own field, or by the attribute that older exporters put it into.</summary>
    public static string? NameOf(JsonElement logRecord) =>
        Facts.Plain(logRecord.Member("eventName"u8)) ?? Facts.Plain(OtlpAttributes.Of(logRecord.Member("attributes"u8))["event.name"]);

    public override void Read(JsonElement record, EventDraft draft)
    {
        var resource = record.Member("resourceLogs"u8).First();
        GenAiAttributes.ReadResource(OtlpAttributes.Of(resource.Member("resource"u8).Member("attributes"u8)), draft);
        var messages = new GenAiMessageEvents(draft);
        var isCall = false;
        foreach (var logRecord in resource.Member("scopeLogs"u8).First().Member("logRecords"u8).Elements())
        {
            var name = NameOf(logRecord);
            if (name == Details)
                ReadDetails(logRecord, draft);
            else
                ReadMessage(name, logRecord, messages, draft);
            isCall |= name == Details || messages.HasChoice;
            draft.Id ??= OtlpSpanShape.CallId(logRecord, draft.Facts);
            draft.Time = Later(draft.Time, draft.Facts.UnixNanoseconds(logRecord.Member("timeUnixNano"u8), "timeUnixNano")
                ?? draft.Facts.UnixNanoseconds(logRecord.Member("observedTimeUnixNano"u8), "observedTimeUnixNano"));
        }

        messages.Finish();
        if (!isCall)
            draft.Facts.Fail<int>(SetAsideReason.NotInference);
    }

    private static void ReadDetails(JsonElement logRecord, EventDraft draft)
    {
        var attributes = OtlpAttributes.Of(logRecord.Member("attributes"u8));
        // Some exporters put the structured attributes into the body.
        attributes.Add(OtlpAttributes.Scalar(logRecord.Member("body"u8)).Member("values"u8));
        GenAiAttributes.Read(attributes, draft);
        draft.Id ??= OtlpSpanShape.CallId(logRecord, draft.Facts) ?? draft.Facts.Id(attributes["gen_ai.response.id"], "gen_ai.response.id");
    }

    private static void ReadMessage(string? name, JsonElement logRecord, GenAiMessageEvents messages, EventDraft draft)
    {
        if (!GenAiMessageEvents.IsOne(name))
            return;
        var attributes = OtlpAttributes.Of(logRecord.Member("attributes"u8));
        draft.Provider ??= draft.Facts.Name(attributes.Either("gen_ai.provider.name", "gen_ai.system"), "gen_ai.system");
        messages.Add(name, OtlpAttributes.Structure(OtlpAttributes.Scalar(logRecord.Member("body"u8))));
    }

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a > b || b is null ? a : b;
}
