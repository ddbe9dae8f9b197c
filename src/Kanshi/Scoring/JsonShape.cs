using System.Text.Json;

namespace Kanshi.Scoring;

/// <summary>
/// The part of JSON Schema (2020-12) by which structured output is asked for: type, required, properties, items, enum, const and
/// additionalProperties: false. Keywords beyond these hold nothing up; a schema that is no JSON asks for nothing.
/// </summary>
internal static class JsonShape
{
    private const int MaxDepth = 32;

    /// <summary>Whether the value is what the schema asks for.</summary>
    public static bool Fits(ReadOnlyMemory<byte> value, ReadOnlyMemory<byte> schema)
    {
        using var shape = Parse(schema);
        if (shape is null)
            return true;
        using var document = Parse(value);
        try
        {
            return document is not null && Fits(document.RootElement, Unwrapped(shape.RootElement), 0);
        }
        catch (InvalidOperationException)
        {
            return false; // half a surrogate pair, escaped: no name and no text
        }
    }

    /// <summary>OpenAI's <c>response_format</c> wraps the schema: {"json_schema":{"name":…,"schema":{…}}}.</summary>
    private static JsonElement Unwrapped(JsonElement schema)
    {
        if (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("json_schema", out var wrapped))
            schema = wrapped;
        return schema.ValueKind == JsonValueKind.Object && !schema.TryGetProperty("type", out _) && schema.TryGetProperty("schema", out var inner) ? inner : schema;
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return json.IsEmpty ? null : JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Fits(JsonElement value, JsonElement schema, int depth)
    {
        if (schema.ValueKind == JsonValueKind.False)
            return false;
        if (schema.ValueKind != JsonValueKind.Object || depth > MaxDepth)
            return true;
        if (schema.TryGetProperty("type", out var type) && !IsType(value, type))
            return false;
        if (schema.TryGetProperty("enum", out var options) && options.ValueKind == JsonValueKind.Array && !IsOneOf(value, options))
            return false;
        if (schema.TryGetProperty("const", out var only) && !JsonElement.DeepEquals(value, only))
            return false;
        return value.ValueKind switch
        {
            JsonValueKind.Object => ObjectFits(value, schema, depth),
            JsonValueKind.Array => ArrayFits(value, schema, depth),
            _ => true,
        };
    }

    private static bool ObjectFits(JsonElement value, JsonElement schema, int depth)
    {
        if (schema.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array)
        {
            foreach (var name in required.EnumerateArray())
            {
                if (name.ValueKind == JsonValueKind.String && !value.TryGetProperty(name.GetString()!, out _))
                    return false;
            }
        }

        var hasProperties = schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object;
        var isClosed = schema.TryGetProperty("additionalProperties", out var additional) && additional.ValueKind == JsonValueKind.False;
        foreach (var member in value.EnumerateObject())
        {
            if (hasProperties && properties.TryGetProperty(member.Name, out var expected))
            {
                if (!Fits(member.Value, expected, depth + 1))
                    return false;
            }
            else if (isClosed)
            {
                return false;
            }
        }

        return true;
    }

    private static bool ArrayFits(JsonElement value, JsonElement schema, int depth)
    {
        if (!schema.TryGetProperty("items", out var items))
            return true;
        foreach (var item in value.EnumerateArray())
        {
            if (!Fits(item, items, depth + 1))
                return false;
        }

        return true;
    }

    private static bool IsOneOf(JsonElement value, JsonElement options)
    {
        foreach (var option in options.EnumerateArray())
        {
            if (JsonElement.DeepEquals(value, option))
                return true;
        }

        return false;
    }

    private static bool IsType(JsonElement value, JsonElement type)
    {
        if (type.ValueKind == JsonValueKind.String)
            return IsType(value, type.GetString()!);
        if (type.ValueKind != JsonValueKind.Array)
            return true;
        foreach (var one in type.EnumerateArray())
        {
            if (one.ValueKind == JsonValueKind.String && IsType(value, one.GetString()!))
                return true;
        }

        return false;
    }

    private static bool IsType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && decimal.Truncate(number) == number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => true,
    };
}
