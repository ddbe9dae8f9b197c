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
            await SendAsync(stream, new CreateBatchOptions { PartitionKey = stream.Key }, cancellation);
        return true;
    }

    private async Task SendAsync(IEnumerable<SampledResponse> responses, CreateBatchOptions place, CancellationToken cancellation)
    {
        var batch = await producer.CreateBatchAsync(place, cancellation);
        try
        {
            foreach (var response in responses)
            {
                var message = new EventData(response.ToBytes()) { ContentType = "application/json" };
                if (batch.TryAdd(message))
                    continue;
                if (batch.Count > 0)
                {
                    await producer.SendAsync(batch, cancellation);
                    batch.Dispose();
                    batch = await producer.CreateBatchAsync(place, cancellation);
                }

                if (!batch.TryAdd(message))
                    throw new InvalidOperationException($"The hub takes messages of {batch.MaximumSizeInBytes} bytes at most; a sampled response has up to {SampledTexts.MaxMessageBytes}.");
            }

            if (batch.Count > 0)
                await producer.SendAsync(batch, cancellation);
        }
        finally
        {
            batch.Dispose();
        }
    }
}
