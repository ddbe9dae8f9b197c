using System.Buffers;
using System.Text.Json;
using Kanshi.Inference.Shapes;

namespace Kanshi.Inference.Envelopes;

/// <summary>Writes an OTLP request of one record, with of the resource no more than readers want: the rest would be repeated with every record.</summary>
internal static class OtlpRecordWriter
{
    /// <summary>A name that fits, with its key and its braces.</summary>
    private const int MaxAttribute = 4 * InferenceEvent.MaxNameBytes;

    private static readonly string[] _wanted =
        ["service.name", "service.version", "cloud.region", "deployment.environment", "deployment.environment.name"];

    public static ReadOnlyMemory<byte> Write(string resources, string scopes, string items, OtlpUnit unit)
    {
        var made = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(made))
        {
            json.WriteStartObject();
            StartObjectIn(json, resources);
            WriteResource(json, unit.Resource);
            StartObjectIn(json, scopes);
            json.WriteStartArray(items);
            if (unit.Metric.ValueKind == JsonValueKind.Object)
                WriteMetric(json, unit);
            else
                WriteAll(json, unit.Parts);
            json.WriteEndArray();
            for (var level = 0; level < 2; level++)
            {
                json.WriteEndObject();
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return made.WrittenMemory;
    }

    private static void StartObjectIn(Utf8JsonWriter json, string array)
    {
        json.WriteStartArray(array);
        json.WriteStartObject();
    }

    private static void WriteResource(Utf8JsonWriter json, JsonElement resource)
    {
        json.WriteStartObject("resource"u8);
        json.WriteStartArray("attributes"u8);
        foreach (var attribute in resource.Member("resource"u8).Member("attributes"u8).Elements())
        {
            if (Facts.Plain(attribute.Member("key"u8)) is { } key && _wanted.Contains(key, StringComparer.Ordinal) && attribute.GetRawText().Length <= MaxAttribute)
                attribute.WriteTo(json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteMetric(Utf8JsonWriter json, OtlpUnit unit)
    {
        json.WriteStartObject();
        WriteMembers(json, unit.Metric, "name", "unit");
        foreach (var kind in OtlpSignal.Kinds)
        {
            if (!unit.Metric.TryGetProperty(kind, out var data) || data.ValueKind != JsonValueKind.Object)
                continue;
            json.WriteStartObject(kind);
            WriteMembers(json, data, "aggregationTemporality", "isMonotonic");
            json.WriteStartArray("dataPoints"u8);
            WriteAll(json, unit.Parts);
            json.WriteEndArray();
            json.WriteEndObject();
            break;
        }

        json.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter json, JsonElement from, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!from.TryGetProperty(name, out var value))
                continue;
            json.WritePropertyName(name);
            value.WriteTo(json);
        }
    }

    private static void WriteAll(Utf8JsonWriter json, IReadOnlyList<JsonElement> elements)
    {
        foreach (var element in elements)
            element.WriteTo(json);
    }
}
