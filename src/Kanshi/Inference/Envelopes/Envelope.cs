using System.Text.Json;

namespace Kanshi.Inference.Envelopes;

/// <summary>One carrier's way of wrapping records. Implementations hold no state.</summary>
internal abstract class Envelope
{
    /// <summary>In the order in which they are asked.</summary>
    public static IReadOnlyList<Envelope> All { get; } =
    [
        new CloudEventEnvelope(),
        new OtlpEnvelope(),
        new RecordsEnvelope(),
        new PubSubEnvelope(),
        new KafkaConnectEnvelope(),
        new LogLineEnvelope(),
    ];

    /// <summary>Whether the record, an object, is wrapped so and has to be opened.</summary>
    public abstract bool Claims(JsonElement record);

    /// <summary>Hands what is inside to the opening: every inner thing as a record, or refused with a reason.</summary>
    public abstract void Open(JsonElement record, ReadOnlyMemory<byte> bytes, Opening opening);
}
