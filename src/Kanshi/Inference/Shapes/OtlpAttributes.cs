using System.Text.Json;

namespace Kanshi.Inference.Shapes;

/// <summary>
/// Attributes of OTLP/JSON: an array of <c>{"key","value":{"stringValue"|"intValue"|…}}</c> ("OpenTelemetry Protocol Specification", JSON
/// Protobuf Encoding; whole numbers may be strings there). Of a key that stands twice the last value counts.
/// </summary>
internal sealed class OtlpAttributes
{
    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);

    public IEnumerable<string> Keys => _values.Keys;

    /// <summary>The scalar or the structure under a key; undefined when there is none.</summary>
    public JsonElement this[string key] => Scalar(_values.GetValueOrDefault(key));

    public static OtlpAttributes Of(JsonElement attributes)
    {
        var read = new OtlpAttributes();
        read.Add(attributes);
        return read;
    }

    public void Add(JsonElement attributes)
    {
        foreach (var attribute in attributes.Elements())
        {
            if (Facts.Plain(attribute.Member("key"u8)) is { } key)
                _values[key] = attribute.Member("value"u8);
        }
    }

    /// <summary>The first key of several that has a value: names have changed between the generations of the conventions.</summary>
    public JsonElement Either(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (this[key] is { ValueKind: not JsonValueKind.Undefined } value)
                return value;
        }

        return default;
    }

    public bool HasPrefix(string prefix)
    {
        foreach (var key in _values.Keys)
        {
            if (key.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>What an AnyValue holds: a scalar, or the arrayValue or kvlistValue as it stands.</summary>
    public static JsonElement Scalar(JsonElement anyValue)
    {
        if (anyValue.ValueKind != JsonValueKind.Object)
            return default;
        foreach (var member in anyValue.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null)
                return member.Value;
        }

        return default;
    }

    /// <summary>
    /// A structure as plain JSON: an AnyValue's arrays and key-value lists spelled out, or the JSON text that instrumentations put into a
    /// string. What is neither is returned as it stands, a text.
    /// </summary>
    public static JsonElement Structure(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            return value.Unescaped() is { } text && text.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'[' or (byte)'{', ..] ? Parsed(text, value) : value;
        if (value.ValueKind != JsonValueKind.Object)
            return value;
        using var plain = new MemoryStream();
        using (var writer = new Utf8JsonWriter(plain, new JsonWriterOptions { SkipValidation = true }))
            WriteStructure(writer, value);
        return Parsed(plain.ToArray(), default);
    }

    private static JsonElement Parsed(byte[] json, JsonElement otherwise)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = EventReader.MaxNesting });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return otherwise;
        }
    }

    private static void WriteStructure(Utf8JsonWriter writer, JsonElement structure)
    {
        var list = structure.Member("values"u8);
        var isMap = list.First().Has("key"u8);
        if (isMap)
            writer.WriteStartObject();
        else
            writer.WriteStartArray();
        foreach (var element in list.Elements())
        {
            if (isMap && Facts.Plain(element.Member("key"u8)) is not { })
                continue;
            if (isMap)
                writer.WritePropertyName(Facts.Plain(element.Member("key"u8))!);
            var value = Scalar(isMap ? element.Member("value"u8) : element);
            if (value.ValueKind == JsonValueKind.Object)
                WriteStructure(writer, value);
            else if (value.ValueKind == JsonValueKind.Undefined)
                writer.WriteNullValue();
            else
                value.WriteTo(writer);
        }

        if (isMap)
            writer.WriteEndObject();
        else
            writer.WriteEndArray();
    }
}
