using System.Text.Json;

namespace Kanshi.Inference.Shapes;

/// <summary>
/// CloudEvents 1.0 in structured mode, around an event of any other shape ("CloudEvents - Version 1.0.2", "JSON Event Format for
/// CloudEvents", extensions "Sampling" and "Partitioning"). <c>id</c>, <c>time</c> and <c>source</c> stand in where the data lacks its own;
/// of the source, a path as a rule, the last segment names the service.
/// </summary>
internal static class CloudEventShape
{
    public static bool Claims(JsonElement record) => record.Has("specversion"u8) && (record.Has("source"u8) || record.Has("type"u8));

    public static Carrier Read(JsonElement record, Facts facts) => new(
        facts.Id(record.Member("id"u8), "id"),
        facts.Time(record.Member("time"u8), "time"),
        Service(facts.Id(record.Member("source"u8), "source"), facts),
        Math.Max(facts.Count(record.Member("sampledrate"u8), "sampledrate") ?? 1, 1),
        facts.Name(record.Member("partitionkey"u8), "partitionkey"));

    private static string? Service(string? source, Facts facts)
    {
        if (source is null)
            return null;
        var path = source.AsSpan();
        if (path.IndexOfAny('?', '#') is var end and >= 0)
            path = path[..end];
        path = path.TrimEnd('/');
        path = path[(path.LastIndexOfAny('/', ':') + 1)..];
        if (System.Text.Encoding.UTF8.GetByteCount(path) > InferenceEvent.MaxNameBytes)
            return facts.Fail<string?>(SetAsideReason.InvalidValue("source"));
        return path.IsWhiteSpace() ? null : path.ToString();
    }
}
