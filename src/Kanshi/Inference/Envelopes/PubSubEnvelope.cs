using System.Text.Json;
using Kanshi.Inference.Shapes;

namespace Kanshi.Inference.Envelopes;

/// <summary>
/// Google Pub/Sub push: <c>{"message":{"data":base64,"messageId",…},"subscription"}</c> ("Push subscriptions", "Receive messages from a
/// push subscription").
/// </summary>
internal sealed class PubSubEnvelope : Envelope
{
    public override bool Claims(JsonElement record) =>
        record.Member("message"u8) is { ValueKind: JsonValueKind.Object } message && (message.Has("data"u8) || record.Has("subscription"u8));

    public override void Open(JsonElement record, ReadOnlyMemory<byte> bytes, Opening opening)
    {
        var data = record.Member("message"u8).Member("data"u8);
        if (data.ValueKind == JsonValueKind.Undefined)
            opening.Refuse(bytes, SetAsideReason.MissingField("data"));
        else
            opening.TakeBase64(data, bytes);
    }
}
