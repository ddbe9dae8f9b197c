using Kanshi.Inference;
using Kanshi.Inference.Envelopes;
using Kanshi.Privacy;

namespace Kanshi.Ingestion;

/// <summary>
/// A message of a hub as deliveries. A message may hold several records, as a body over HTTP may, also in envelopes, but has one sequence number; folding goes by the
/// records' own. So a record's number is the message's with 20 bits for its place behind: the places count up from 0, and the last record has the
/// highest place there is, so that "the whole message is folded" and "the head is reached" can be told from the message's number alone.
/// </summary>
public static class HubMessage
{
    private const int PlaceBits = 20;
    private const long LastPlace = (1L << PlaceBits) - 1;

    /// <summary>The number of the last record of a message; of an empty partition (−1) none, −1.</summary>
    public static long LastSequence(long messageSequence) => messageSequence < 0 ? -1 : (messageSequence << PlaceBits) | LastPlace;

    /// <summary>How many messages lie between two records, the later one's own included.</summary>
    public static long MessagesBetween(long earlier, long later) => later < 0 ? 0 : (later >> PlaceBits) - (earlier < 0 ? -1 : earlier >> PlaceBits);

    /// <summary>The records of a message, at least one: an empty message is a record that cannot be read.</summary>
    /// <param name="refused">Why the door has refused the record that the message is; null otherwise.</param>
    /// <param name="length">What that record measured before the door cut it; null otherwise.</param>
    public static IReadOnlyList<Delivery> Read(
        long sequence, DateTimeOffset enqueued, ReadOnlyMemory<byte> body, SetAsideReason? refused = null, long? length = null)
    {
        // Redacted once more: anybody who may send to the hub can say that it was refused.
        if (refused is not null)
            return [new Delivery(LastSequence(sequence), enqueued, RedactedHead.Of(body.Span), length ?? body.Length, refused)];
        if (RecordBatch.Cut(body, EventIntake.MaxRecords) is not { } records)
            return [new Delivery(LastSequence(sequence), enqueued, RedactedHead.Of(body.Span), body.Length, SetAsideReason.TooManyRecords)];
        var deliveries = new List<Delivery>(Math.Max(records.Count, 1));
        foreach (var record in records)
            deliveries.Add(Delivery((sequence << PlaceBits) | (long)deliveries.Count, enqueued, record));

        if (deliveries.Count == 0)
            return [new Delivery(LastSequence(sequence), enqueued, body)];
        deliveries[^1] = deliveries[^1] with { Sequence = LastSequence(sequence) };
        return deliveries;
    }

    private static Delivery Delivery(long sequence, DateTimeOffset enqueued, FramedRecord record) => record.TooLarge || record.Refused is not null
        ? new Delivery(sequence, enqueued, RedactedHead.Of(record.Bytes.Span), record.Length, record.Refused ?? SetAsideReason.TooLarge)
        : new Delivery(sequence, enqueued, record.Bytes);
}
