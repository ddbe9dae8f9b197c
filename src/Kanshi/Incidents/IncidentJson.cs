using System.Text.Json;
using System.Text.Json.Serialization;
using Kanshi.Inference;

namespace Kanshi.Incidents;

/// <summary>The stored form of an incident and of the rows beside it.</summary>
internal static class IncidentJson
{
    public static byte[] Write(Incident incident) => JsonSerializer.SerializeToUtf8Bytes(incident, IncidentJsonContext.Default.Incident);

    /// <exception cref="InvalidDataException">The row was written by a newer version, or is no incident.</exception>
    public static Incident ReadIncident(ReadOnlySpan<byte> json)
    {
        var incident = JsonSerializer.Deserialize(json, IncidentJsonContext.Default.Incident)
            ?? throw new InvalidDataException("The incident's row holds null.");
        return incident.Format <= Incident.CurrentFormat
            ? incident
            : throw new InvalidDataException(
                $"The incident's row has format {incident.Format}, this version reads up to {Incident.CurrentFormat}: update it.");
    }

    public static byte[] Write(OpenIncidents open) => JsonSerializer.SerializeToUtf8Bytes(open, IncidentJsonContext.Default.OpenIncidents);

    public static OpenIncidents ReadOpen(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, IncidentJsonContext.Default.OpenIncidents)
        ?? throw new InvalidDataException("The row of open incidents holds null.");
}

/// <summary>The row "open" of a service.</summary>
internal sealed record OpenIncidents([property: JsonPropertyOrder(-1)] int Format, IReadOnlyList<string> Ids);

/// <summary>A stream as its id, so that a signal's stored form stays one line.</summary>
internal sealed class StreamKeyConverter : JsonConverter<StreamKey>
{
    public override StreamKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        StreamKey.TryParse(reader.GetString(), out var key) ? key : throw new JsonException("A stream id has three segments joined by '~'.");

    public override void Write(Utf8JsonWriter writer, StreamKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.Id);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(StreamKeyConverter)])]
[JsonSerializable(typeof(Incident))]
[JsonSerializable(typeof(OpenIncidents))]
internal sealed partial class IncidentJsonContext : JsonSerializerContext;
