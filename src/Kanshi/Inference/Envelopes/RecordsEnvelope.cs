using System.Text.Json;
using Kanshi.Inference.Shapes;

namespace Kanshi.Inference.Envelopes;

/// <summary>
/// An array under <c>records</c>: Azure Monitor ("Azure resource logs", streaming to Event Hubs) puts the records there as they are, Amazon
/// Data Firehose ("HTTP endpoint delivery request and response specifications") as <c>{"data":base64}</c>, Kafka's REST proxies ("Confluent
/// REST Proxy API reference") as <c>{"key","value"}</c>.
/// </summary>
internal sealed class RecordsEnvelope : Envelope
{
    public override bool Claims(JsonElement record) => record.Member("records"u8).ValueKind == JsonValueKind.Array;

    public override void Open(JsonElement record, ReadOnlyMemory<byte> bytes, Opening opening)
    {
        foreach (var element in record.Member("records"u8).EnumerateArray())
        {
            var slice = element.SliceOf(bytes);
            if (element.ValueKind != JsonValueKind.Object)
                opening.Refuse(slice, SetAsideReason.WrongType("records"));
            else if (element.Has("time"u8) || element.Has("resourceId"u8))
                opening.Take(slice);
            else if (element.Has("data"u8))
                opening.TakeBase64(element.Member("data"u8), slice);
            else if (element.Has("value"u8))
                opening.TakeValue(element.Member("value"u8), bytes, slice, "value");
            else
                opening.Take(slice);
        }
    }
}
