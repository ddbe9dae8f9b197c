using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;
using Kanshi.Sampling;

namespace Kanshi.Functions.EventHubs;

/// <summary>
/// Sampled responses into the second hub, each stream's together. The hub has room for as long as its retention; one that cannot be reached throws, and the batch
/// that they are of comes again.
/// </summary>
public sealed class SampledHub(EventHubProducerClient producer) : ISampledSink
{
    public async ValueTask<bool> SendAsync(IReadOnlyList<SampledResponse> responses, CancellationToken cancellation)
    {
        foreach (var stream in responses.GroupBy(response => response.Stream, StringComparer.Ordinal))
        {
            var messages = stream.Select(response => new EventData(response.ToBytes()) { ContentType = "application/json" });
            await HubBatches.SendAsync(producer, messages, new CreateBatchOptions { PartitionKey = stream.Key }, instead: null, cancellation);
        }

        return true;
    }
}
