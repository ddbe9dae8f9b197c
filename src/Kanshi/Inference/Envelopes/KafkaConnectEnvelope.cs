using System.Text.Json;
using Kanshi.Inference.Shapes;

namespace Kanshi.Inference.Envelopes;

/// <summary>
/// What Kafka Connect's HTTP sinks post: the record's value with its schema, <c>{"schema","payload"}</c> (JsonConverter with
/// schemas.enable), or with its place in the log, <c>{"topic","partition","offset","key","value"}</c>.
/// </summary>
internal sealed class KafkaConnectEnvelope : Envelope
{
    public override bool Claims(JsonElement record) =>
        !record.Has("service"u8) && ((record.Has("payload"u8) && record.TryGetProperty("schema"u8, out _)) || (record.Has("topic"u8) && record.Has("value"u8)));

    public override void Open(JsonElement record, ReadOnlyMemory<byte> bytes, Opening opening)
    {
        if (record.Has("payload"u8))
            opening.TakeValue(record.Member("payload"u8), bytes, bytes, "payload");
        else
            opening.TakeValue(record.Member("value"u8), bytes, bytes, "value");
    }
}
