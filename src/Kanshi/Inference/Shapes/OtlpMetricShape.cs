using System.Text.Json;

namespace Kanshi.Inference.Shapes;

/// <summary>
/// One data point of OTLP/JSON metrics (<c>resourceMetrics</c>; "OpenTelemetry Metrics Data Model") as a measurement: a gauge's value, a
/// sum's increment, a histogram's mean. What adds up since a process began (cumulative temporality of a monotonic sum or of a histogram)
/// says nothing without the point before, and is set aside by that name: let the sender make deltas of it.
/// </summary>
internal sealed class OtlpMetricShape : DocumentShape
{
    public override bool Claims(JsonElement record) => record.Has("resourceMetrics"u8);

    public override void Read(JsonElement record, EventDraft draft)
    {
        var facts = draft.Facts;
        var resource = record.Member("resourceMetrics"u8).First();
        var metric = resource.Member("scopeMetrics"u8, "instrumentationLibraryMetrics"u8).First().Member("metrics"u8).First();
        GenAiAttributes.ReadResource(OtlpAttributes.Of(resource.Member("resource"u8).Member("attributes"u8)), draft);
        var simple = metric.Member("gauge"u8, "sum"u8);
        var kind = simple.ValueKind == JsonValueKind.Undefined ? metric.Member("histogram"u8, "exponentialHistogram"u8) : simple;
        var point = kind.Member("dataPoints"u8).First();
        if (point.ValueKind != JsonValueKind.Object)
        {
            facts.Fail<int>(SetAsideReason.MissingField("dataPoints"));
            return;
        }

        var addsUp = !metric.Has("gauge"u8) && (!metric.Has("sum"u8) || kind.Member("isMonotonic"u8).ValueKind == JsonValueKind.True);
        if (addsUp && IsCumulative(kind))
            facts.Fail<int>(SetAsideReason.InvalidValue("aggregationTemporality"));
        var attributes = OtlpAttributes.Of(point.Member("attributes"u8));
        draft.Time = facts.UnixNanoseconds(point.Member("timeUnixNano"u8), "timeUnixNano");
        var unit = facts.Name(metric.Member("unit"u8), "unit");
        MeasurementShape.Fill(draft, facts.Name(metric.Member("name"u8), "name"), Value(point, facts), null, unit, facts.Name(attributes["layer"], "layer"));
        foreach (var key in attributes.Keys.Where(key => key != "layer"))
            draft.AddDimension(key, attributes[key]);
    }

    private static bool IsCumulative(JsonElement kind) =>
        Facts.Plain(kind.Member("aggregationTemporality"u8)) is "2" or "AGGREGATION_TEMPORALITY_CUMULATIVE";

    private static double? Value(JsonElement point, Facts facts)
    {
        if (point.Has("asDouble"u8) || point.Has("asInt"u8))
            return facts.Number(point.Member("asDouble"u8, "asInt"u8), "asDouble");
        var count = facts.Quantity(point.Member("count"u8), "count");
        return count > 0 && facts.Number(point.Member("sum"u8), "sum") / count is { } mean && double.IsFinite(mean) ? mean : null;
    }
}
