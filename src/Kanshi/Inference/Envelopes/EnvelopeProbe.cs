using System.Text.Json;

namespace Kanshi.Inference.Envelopes;

/// <summary>
/// Whether a record may hold others, told without reading it: an event of our own says its service early, and there the look ends. It costs
/// some tokens, since every event passes it.
/// </summary>
internal static class EnvelopeProbe
{
    public static bool MayBeOne(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new JsonCursor(utf8);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (FieldReader.Is(in reader, "service"u8))
                    return false;
                if (IsSign(in reader))
                    return true;
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            return false; // whoever reads it will say so
        }

        return false;
    }

    private static bool IsSign(in JsonCursor name) => name.ValueSpan.Length switch
    {
        3 => FieldReader.Is(in name, "log"u8),
        4 => FieldReader.Is(in name, "Type"u8),
        5 => FieldReader.Is(in name, "topic"u8),
        6 => FieldReader.Is(in name, "schema"u8),
        7 => FieldReader.Is(in name, "records"u8) || FieldReader.Is(in name, "message"u8) || FieldReader.Is(in name, "payload"u8),
        8 => FieldReader.Is(in name, "category"u8) || FieldReader.Is(in name, "Category"u8),
        11 => FieldReader.Is(in name, "specversion"u8),
        12 => FieldReader.Is(in name, "resourceLogs"u8),
        13 => FieldReader.Is(in name, "resourceSpans"u8),
        15 => FieldReader.Is(in name, "resourceMetrics"u8),
        _ => false,
    };
}
