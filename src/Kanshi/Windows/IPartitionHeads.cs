using Kanshi.Ingestion;

namespace Kanshi.Windows;

/// <summary>Says how far the partitions of the hub or queue go.</summary>
public interface IPartitionHeads
{
    /// <summary>The last sequence number of each partition, −1 for an empty one; every event enqueued before the call is counted.</summary>
    ValueTask<IReadOnlyDictionary<SourcePartition, long>> ReadAsync(CancellationToken cancellation);

    /// <summary>
    /// How many events lie between two of its sequence numbers, the later one's own included; −1 is before the first. A hub whose numbers are not
    /// without gaps counts its messages.
    /// </summary>
    long Between(long earlier, long later) => later - earlier;
}
