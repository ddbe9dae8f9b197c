using System.Text.Json;

namespace Kanshi.Inference.Shapes;

/// <summary>
/// One span of OTLP/JSON (<c>resourceSpans</c>) about a call of a model ("Semantic conventions for generative client AI spans"). Its end is
/// the event's time; its id, which the log events of the call have too, is the event's, so that a call told of twice counts once. Spans of
/// anything else are no calls.
/// </summary>
internal sealed class OtlpSpanShape : DocumentShape
{
    public override bool Claims(JsonElement record) => record.Has("resourceSpans"u8);

    public override void Read(JsonElement record, EventDraft draft)
    {
        var resource = record.Member("resourceSpans"u8).First();
        var span = resource.Member("scopeSpans"u8, "instrumentationLibrarySpans"u8).First().Member("spans"u8).First();
        var attributes = OtlpAttributes.Of(span.Member("attributes"u8));
        if (!GenAiAttributes.AreOfACall(attributes))
        {
            draft.Facts.Fail<int>(SetAsideReason.NotInference);
            return;
        }

        GenAiAttributes.ReadResource(OtlpAttributes.Of(resource.Member("resource"u8).Member("attributes"u8)), draft);
        ReadStatus(span.Member("status"u8), draft);
        GenAiAttributes.Read(attributes, draft);
        ReadTimes(span, draft);
        ReadEvents(span, draft);
        draft.Id = CallId(span, draft.Facts) ?? draft.Facts.Id(attributes["gen_ai.response.id"], "gen_ai.response.id");
    }

    /// <summary>Trace and span together: a span's id alone is unique only within its trace.</summary>
    public static string? CallId(JsonElement record, Facts facts)
    {
        var trace = facts.Id(record.Member("traceId"u8), "traceId");
        var span = facts.Id(record.Member("spanId"u8), "spanId");
        return trace is null || span is null || trace.Length + span.Length >= FieldReader.MaxIdBytes ? null : $"{trace}:{span}";
    }

    private static void ReadTimes(JsonElement span, EventDraft draft)
    {
        var start = draft.Facts.UnixNanoseconds(span.Member("startTimeUnixNano"u8), "startTimeUnixNano");
        draft.Time = draft.Facts.UnixNanoseconds(span.Member("endTimeUnixNano"u8), "endTimeUnixNano") ?? start;
        if (draft.Time >= start)
            draft.LatencyMs = (draft.Time - start)?.TotalMilliseconds;
    }

    private static void ReadStatus(JsonElement status, EventDraft draft)
    {
        var code = Facts.Plain(status.Member("code"u8));
        if (code is "2" or "STATUS_CODE_ERROR")
            draft.Error = new InferenceError(null, draft.Facts.Text(status.Member("message"u8), "status.message") ?? Utf8Text.Empty);
    }

    private static void ReadEvents(JsonElement span, EventDraft draft)
    {
        var messages = new GenAiMessageEvents(draft);
        foreach (var happened in span.Member("events"u8).Elements())
        {
            var name = Facts.Plain(happened.Member("name"u8));
            if (name is not null && name.StartsWith("gen_ai.", StringComparison.Ordinal))
                messages.Add(name, AsObject(happened.Member("attributes"u8)));
        }

        messages.Finish();
        draft.Status ??= Facts.HttpStatus(draft.Error?.Type);
    }

    /// <summary>Attributes are a list of keys and values, as a structure's are.</summary>
    internal static JsonElement AsObject(JsonElement attributes)
    {
        using var plain = new MemoryStream();
        using (var writer = new Utf8JsonWriter(plain))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("values"u8);
            if (attributes.ValueKind == JsonValueKind.Array)
                attributes.WriteTo(writer);
            else
                writer.WriteNullValue();
            writer.WriteEndObject();
        }

        using var list = JsonDocument.Parse(plain.ToArray(), new JsonDocumentOptions { MaxDepth = EventReader.MaxNesting });
        return OtlpAttributes.Structure(list.RootElement);
    }
}
