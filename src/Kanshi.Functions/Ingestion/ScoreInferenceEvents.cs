using Azure.Messaging.EventHubs;
using Kanshi.Functions.EventHubs;
using Kanshi.Ingestion;
using Microsoft.Azure.Functions.Worker;

namespace Kanshi.Functions.Ingestion;

/// <summary>
/// Folds a batch of the hub into windows. It throws only when the store could not be written; the batch is then tried again without end, since
/// the trigger would otherwise move its checkpoint past it. What cannot be read is set aside and holds up nobody.
/// </summary>
public sealed class ScoreInferenceEvents(PartitionIngestors ingestors)
{
    [Function(nameof(ScoreInferenceEvents))]
    [ExponentialBackoffRetry(-1, "00:00:01", "00:01:00")]
    public async Task RunAsync(
        [EventHubTrigger(HubNames.InferenceEvents, Connection = HubNames.Connection, ConsumerGroup = HubNames.ConsumerGroup)] EventData[] events,
        FunctionContext context,
        CancellationToken cancellation)
    {
        var partition = HubPartition.Of(context);
        await ingestors.IngestAsync(partition, [.. events.SelectMany(Deliveries)], cancellation);
    }

    private static IReadOnlyList<Delivery> Deliveries(EventData message) => HubMessage.Read(
        message.SequenceNumber,
        message.EnqueuedTime,
        message.EventBody.ToMemory(),
        RefusalProperties.ReadReason(message),
        RefusalProperties.ReadLength(message));
}
