using System.Text.Json.Serialization;

namespace Kanshi.Local.Commands;

/// <summary>A line of <c>kanshi series --json</c>.</summary>
internal sealed record ScoredRow(
    [property: JsonPropertyName("timestamp")] string Timestamp,
    [property: JsonPropertyName("value")] double? Value,
    [property: JsonPropertyName("anomaly_score")] double AnomalyScore);

[JsonSerializable(typeof(ScoredRow))]
internal sealed partial class SeriesJsonContext : JsonSerializerContext;
