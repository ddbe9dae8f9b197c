using System.Text.Json;
using Kanshi.Inference.Shapes;

namespace Kanshi.Inference.Envelopes;

/// <summary>What becomes one record: spans, log records or a data point of one resource; refused ones only as they stand.</summary>
internal sealed record OtlpUnit(JsonElement Resource, IReadOnlyList<JsonElement> Parts, JsonElement Metric = default, SetAsideReason? Refused = null);

/// <summary>The three kinds of OTLP requests, which differ in the names of their levels.</summary>
internal sealed class OtlpSignal(string resources, string scopes, string oldScopes, string items)
{
    /// <summary>The kinds of metrics that are measurements.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["gauge", "sum", "histogram", "exponentialHistogram"];

    public static OtlpSignal Traces { get; } = new("resourceSpans", "scopeSpans", "instrumentationLibrarySpans", "spans");

    public static OtlpSignal Logs { get; } = new("resourceLogs", "scopeLogs", "instrumentationLibraryLogs", "logRecords");

    public static OtlpSignal Metrics { get; } = new("resourceMetrics", "scopeMetrics", "instrumentationLibraryMetrics", "metrics");

    public string Resources { get; } = resources;

    public List<OtlpUnit> Units(JsonElement record)
    {
        var units = new List<OtlpUnit>();
        foreach (var resource in Checked(record, Resources, units, default))
        {
            var level = resource.TryGetProperty(scopes, out _) ? scopes : oldScopes;
            foreach (var scope in Checked(resource, level, units, resource))
                AddItems(scope, resource, units);
        }

        return units;
    }

    public ReadOnlyMemory<byte> Write(OtlpUnit unit) => OtlpRecordWriter.Write(Resources, scopes, items, unit);

    private void AddItems(JsonElement scope, JsonElement resource, List<OtlpUnit> units)
    {
        var messages = new Dictionary<string, List<JsonElement>>(StringComparer.Ordinal);
        foreach (var item in Checked(scope, items, units, resource))
        {
            if (ReferenceEquals(this, Metrics))
                AddPoints(item, resource, units);
            else if (ReferenceEquals(this, Logs) && SpanOfMessage(item) is { } span)
                AddMessage(span, item, resource, messages, units);
            else
                units.Add(new OtlpUnit(resource, [item]));
        }
    }

    private static void AddPoints(JsonElement metric, JsonElement resource, List<OtlpUnit> units)
    {
        var before = units.Count;
        foreach (var kind in Kinds)
        {
            if (!metric.TryGetProperty(kind, out var data) || data.ValueKind != JsonValueKind.Object)
                continue;
            foreach (var point in Checked(data, "dataPoints", units, resource))
                units.Add(new OtlpUnit(resource, [point], metric));
            break;
        }

        if (units.Count == before)
            units.Add(new OtlpUnit(resource, [metric], Refused: SetAsideReason.MissingField("dataPoints")));
    }

    private static void AddMessage(
        string span, JsonElement item, JsonElement resource, Dictionary<string, List<JsonElement>> messages, List<OtlpUnit> units)
    {
        if (!messages.TryGetValue(span, out var parts))
        {
            messages[span] = parts = [];
            units.Add(new OtlpUnit(resource, parts));
        }

        parts.Add(item);
    }

    private static string? SpanOfMessage(JsonElement logRecord) => GenAiMessageEvents.IsOne(OtlpLogShape.NameOf(logRecord))
        && Facts.Plain(logRecord.Member("traceId"u8)) is { Length: > 0 } trace && Facts.Plain(logRecord.Member("spanId"u8)) is { Length: > 0 } span
            ? $"{trace}:{span}"
            : null;

    /// <summary>The objects in an array; what is there and is none becomes a refused unit.</summary>
    private static IEnumerable<JsonElement> Checked(JsonElement parent, string name, List<OtlpUnit> units, JsonElement resource)
    {
        if (!parent.TryGetProperty(name, out var array) || array.ValueKind == JsonValueKind.Null)
            yield break;
        if (array.ValueKind != JsonValueKind.Array)
        {
            units.Add(new OtlpUnit(resource, [array], Refused: SetAsideReason.WrongType(name)));
            yield break;
        }

        foreach (var element in array.EnumerateArray())
        {
            if (element.ValueKind == JsonValueKind.Object)
                yield return element;
            else
                units.Add(new OtlpUnit(resource, [element], Refused: SetAsideReason.WrongType(name)));
        }
    }
}
