using Kanshi.Inference;

namespace Kanshi.Ingestion;

/// <summary>
/// One record as a partition delivers it, once or more often. A record that the door has refused already carries the reason; its bytes
/// are then the masked head, and <paramref name="Length"/> is what the whole record measured.
/// </summary>
public readonly record struct Delivery(
    long Sequence, DateTimeOffset Enqueued, ReadOnlyMemory<byte> Record, long Length, SetAsideReason? Refused = null)
{
    public Delivery(long sequence, DateTimeOffset enqueued, ReadOnlyMemory<byte> record)
        : this(sequence, enqueued, record, record.Length)
    {
    }
}
