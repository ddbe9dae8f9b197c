using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kanshi.Ingestion;

/// <summary>
/// How far a partition has been folded: written after everything else of a batch. Windows close by it, and epochs are told by it.
/// </summary>
/// <param name="EpochStarts">Enqueued time of the first record of each epoch, ascending.</param>
/// <param name="LastSequence">Highest sequence number folded in the current epoch; −1 when none is.</param>
/// <param name="LastEnqueued">Latest enqueued time folded.</param>
public sealed record SourceProgress(IReadOnlyList<DateTimeOffset> EpochStarts, long LastSequence, DateTimeOffset LastEnqueued)
{
    [JsonIgnore]
    public int Epoch => EpochStarts.Count - 1;

    [JsonIgnore]
    public DateTimeOffset FirstEnqueued => EpochStarts[0];

    /// <summary>
    /// Takes in a batch that begins with this record. A lower sequence number that was enqueued later than all before cannot be a
    /// redelivery: the hub was made anew or failed over, and a new epoch begins.
    /// </summary>
    public static SourceProgress Entering(SourceProgress? known, long sequence, DateTimeOffset enqueued)
    {
        if (known is null)
            return new([enqueued], -1, DateTimeOffset.MinValue);
        return sequence <= known.LastSequence && enqueued > known.LastEnqueued
            ? known with { EpochStarts = [.. known.EpochStarts, enqueued], LastSequence = -1 }
            : known;
    }

    /// <summary>
    /// The epoch that a record belongs to, by its enqueued time: an owner that was overtaken can still hold records of an epoch that is over.
    /// </summary>
    public int EpochOf(DateTimeOffset enqueued)
    {
        var epoch = Epoch;
        while (epoch > 0 && enqueued < EpochStarts[epoch])
            epoch--;
        return epoch;
    }

    /// <summary>Never goes back, whoever writes last; a past epoch moves nothing.</summary>
    public SourceProgress Reaching(int epoch, long sequence, DateTimeOffset enqueued) => epoch != Epoch ? this : this with
    {
        LastSequence = Math.Max(LastSequence, sequence),
        LastEnqueued = enqueued > LastEnqueued ? enqueued : LastEnqueued,
    };

    public ReadOnlyMemory<byte> ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, IngestionJsonContext.Default.SourceProgress);

    public static SourceProgress FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, IngestionJsonContext.Default.SourceProgress)
        ?? throw new InvalidDataException("a progress row is empty");
}
