using System.Buffers;
using System.Text.Json;
using Kanshi.Inference.Shapes;

namespace Kanshi.Inference.Envelopes;

/// <summary>
/// A CloudEvent whose data is not one object: <c>data_base64</c>, text, an array, or an envelope. Each inner record gets the CloudEvent's
/// attributes around it again; of several, each gets an id of its own.
/// </summary>
internal sealed class CloudEventEnvelope : Envelope
{
    public override bool Claims(JsonElement record)
    {
        if (!CloudEventShape.Claims(record))
            return false;
        if (record.Has("data_base64"u8))
            return true;
        var data = record.Member("data"u8);
        return data.ValueKind is JsonValueKind.Array or JsonValueKind.String || (data.ValueKind == JsonValueKind.Object && IsEnvelope(data));
    }

    public override void Open(JsonElement record, ReadOnlyMemory<byte> bytes, Opening opening)
    {
        var inner = opening.Inner();
        var data = record.Member("data"u8);
        if (record.Has("data_base64"u8))
            inner.TakeBase64(record.Member("data_base64"u8), bytes);
        else if (data.ValueKind != JsonValueKind.Array)
            inner.TakeValue(data, bytes, bytes, "data");
        foreach (var element in data.Elements())
            inner.Take(element.SliceOf(bytes));
        opening.Join(inner);
        for (var i = 0; i < inner.Records.Count; i++)
            Rewrap(record, inner.Records, i, bytes, opening);
    }

    private static bool IsEnvelope(JsonElement data)
    {
        foreach (var envelope in All)
        {
            // Spans and the like are several events only if they are; one of them is read within the CloudEvent as it stands.
            if (envelope.Claims(data))
                return envelope is not OtlpEnvelope || OtlpEnvelope.HoldsSeveral(data);
        }

        return ApimLlmLogShape.IsEntry(data);
    }

    private static void Rewrap(JsonElement record, List<FramedRecord> inner, int place, ReadOnlyMemory<byte> bytes, Opening opening)
    {
        if (inner[place].Refused is { } reason)
            opening.Refuse(inner[place].Bytes, reason);
        else if (inner[place].TooLarge)
            opening.Refuse(inner[place].Bytes, SetAsideReason.TooLarge);
        else if (inner[place].Bytes.Span.TrimStart(" \t\r\n"u8) is [(byte)'{', ..])
            opening.AddMade(Wrapped(record, inner[place].Bytes, inner.Count > 1 ? place : null));
        else
            opening.Refuse(bytes, SetAsideReason.WrongType("data"));
    }

    private static ReadOnlyMemory<byte> Wrapped(JsonElement record, ReadOnlyMemory<byte> data, int? place)
    {
        var made = new ArrayBufferWriter<byte>(data.Length + 256);
        using (var json = new Utf8JsonWriter(made, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartObject();
            foreach (var name in (ReadOnlySpan<string>)["specversion", "source", "time", "sampledrate", "partitionkey"])
            {
                if (record.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                {
                    json.WritePropertyName(name);
                    value.WriteTo(json);
                }
            }

            if (Facts.Plain(record.Member("id"u8)) is { } id)
                json.WriteString("id"u8, place is null ? id : $"{id}#{place}");
            json.WritePropertyName("data"u8);
            json.WriteRawValue(data.Span, skipInputValidation: true);
            json.WriteEndObject();
        }

        return made.WrittenMemory;
    }
}
