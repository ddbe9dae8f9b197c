using Kanshi.Ingestion;

namespace Kanshi.Windows;

/// <summary>Says how far the partitions of the hub or queue go.</summary>
public interface IPartitionHeads
{
    /// <summary>The last sequence number of each partition, −1 for an empty one; every event enqueued before the call is counted.</summary>
    ValueTask<IReadOnlyDictionary<SourcePartition, long>> ReadAsync(CancellationToken cancellation);
}
