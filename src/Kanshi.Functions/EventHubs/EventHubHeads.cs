using Azure.Messaging.EventHubs.Producer;
using Kanshi.Functions.Ingestion;
using Kanshi.Ingestion;
using Kanshi.Windows;

namespace Kanshi.Functions.EventHubs;

/// <summary>How far the hub's partitions go, asked of the hub.</summary>
public sealed class EventHubHeads(EventHubProducerClient producer) : IPartitionHeads
{
    public async ValueTask<IReadOnlyDictionary<SourcePartition, long>> ReadAsync(CancellationToken cancellation)
    {
        var ids = await producer.GetPartitionIdsAsync(cancellation);
        var partitions = await Task.WhenAll(ids.Select(id => producer.GetPartitionPropertiesAsync(id, cancellation)));
        return partitions.ToDictionary(
            partition => HubPartition.Of(producer.FullyQualifiedNamespace, producer.EventHubName, partition.Id),
            partition => partition.IsEmpty ? -1 : HubMessage.LastSequence(partition.LastEnqueuedSequenceNumber));
    }

    /// <summary>A message may hold several events; what waits in the hub is known by its messages alone.</summary>
    public long Between(long earlier, long later) => HubMessage.MessagesBetween(earlier, later);
}
