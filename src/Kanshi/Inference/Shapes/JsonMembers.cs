using System.Runtime.InteropServices;
using System.Text.Json;

namespace Kanshi.Inference.Shapes;

/// <summary>
/// Ways into a document that never throw for a value of another type: what is not there, or null, is an undefined element.
/// </summary>
internal static class JsonMembers
{
    /// <summary>The member of an object; undefined when this is no object, has none of that name, or null there.</summary>
    public static JsonElement Member(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : default;

    /// <summary>The first of two members that is there: many sources have an old name and a new one.</summary>
    public static JsonElement Member(this JsonElement element, ReadOnlySpan<byte> name, ReadOnlySpan<byte> otherwise) =>
        element.Member(name) is { ValueKind: not JsonValueKind.Undefined } value ? value : element.Member(otherwise);

    public static bool Has(this JsonElement element, ReadOnlySpan<byte> name) => element.Member(name).ValueKind != JsonValueKind.Undefined;

    /// <summary>The elements of an array; none when it is anything else.</summary>
    public static JsonElement.ArrayEnumerator Elements(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : default;

    /// <summary>The first element of an array; undefined when there is none.</summary>
    public static JsonElement First(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > 0 ? element[0] : default;

    public static bool Is(this JsonElement element, ReadOnlySpan<byte> text) => element.ValueKind == JsonValueKind.String && element.ValueEquals(text);

    /// <summary>The element's bytes within the record that its document was parsed from.</summary>
    public static ReadOnlyMemory<byte> SliceOf(this JsonElement element, ReadOnlyMemory<byte> record)
    {
        var raw = JsonMarshal.GetRawUtf8Value(element);
        return record.Span.Overlaps(raw, out var offset) ? record.Slice(offset, raw.Length) : raw.ToArray();
    }

    /// <summary>The value of a string; null when it holds half a surrogate, which stands for no text.</summary>
    public static byte[]? Unescaped(this JsonElement text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text)[1..^1];
        if (!raw.Contains((byte)'\\'))
            return raw.ToArray();
        var reader = new JsonCursor(JsonMarshal.GetRawUtf8Value(text));
        reader.Read();
        var unescaped = new byte[raw.Length];
        return reader.TryUnescape(unescaped, out var written) ? unescaped[..written] : null;
    }
}
