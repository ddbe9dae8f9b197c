using System.Text.Json;

namespace Kanshi.Inference.Shapes;

/// <summary>
/// A measurement in Kanshi's own form: <c>{"time","service","metric","value"|"label","unit","layer","dimensions"}</c>. The value is any
/// finite number; dimensions are flat names and values, sixteen at most.
/// </summary>
internal sealed class MeasurementShape : DocumentShape
{
    public override bool Claims(JsonElement record) => record.Has("metric"u8) && (record.Has("value"u8) || record.Has("label"u8));

    public override void Read(JsonElement record, EventDraft draft)
    {
        var facts = draft.Facts;
        draft.Id = facts.Id(record.Member("id"u8), "id");
        draft.Time = facts.Time(record.Member("time"u8), "time");
        draft.Service = facts.Name(record.Member("service"u8), "service");
        draft.Region = facts.Name(record.Member("region"u8), "region");
        var value = record.Member("value"u8);
        Fill(
            draft,
            facts.Name(record.Member("metric"u8), "metric"),
            value.ValueKind == JsonValueKind.String ? facts.Fail<double?>(SetAsideReason.WrongType("value")) : facts.Number(value, "value"),
            facts.Name(record.Member("label"u8), "label"),
            facts.Name(record.Member("unit"u8), "unit"),
            facts.Name(record.Member("layer"u8), "layer"));
        if (record.Member("dimensions"u8) is not { ValueKind: JsonValueKind.Object } dimensions)
            return;
        foreach (var dimension in dimensions.EnumerateObject())
            draft.AddDimension(dimension.Name, dimension.Value);
    }

    /// <summary>A measurement's stream is (service, metric, "measurement"); its layer is a dimension.</summary>
    public static void Fill(EventDraft draft, string? metric, double? value, string? label, string? unit, string? layer)
    {
        if (metric is null)
        {
            draft.Facts.Fail<int>(SetAsideReason.MissingField("metric"));
            return;
        }

        if (value is null && label is null)
            draft.Facts.Fail<int>(SetAsideReason.MissingField("value"));
        draft.Deployment = metric;
        draft.Operation = Measurement.Operation;
        draft.Measurement = new Measurement(metric, value, label, unit, layer);
        draft.AddAttribute("layer", layer);
    }
}
