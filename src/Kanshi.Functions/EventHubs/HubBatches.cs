using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;

namespace Kanshi.Functions.EventHubs;

/// <summary>Messages into a hub, in as many batches as it takes.</summary>
internal static class HubBatches
{
    /// <param name="instead">What goes in place of a message that is alone too large for the hub; null when nothing can.</param>
    public static async Task SendAsync(
        EventHubProducerClient producer,
        IEnumerable<EventData> messages,
        CreateBatchOptions place,
        Func<EventData, EventData>? instead,
        CancellationToken cancellation)
    {
        var batch = await producer.CreateBatchAsync(place, cancellation);
        try
        {
            foreach (var message in messages)
            {
                if (batch.TryAdd(message))
                    continue;
                if (batch.Count > 0)
                {
                    await producer.SendAsync(batch, cancellation);
                    batch.Dispose();
                    batch = await producer.CreateBatchAsync(place, cancellation);
                }

                if (!batch.TryAdd(message) && (instead is null || !batch.TryAdd(instead(message))))
                    throw new InvalidOperationException($"The hub takes messages of {batch.MaximumSizeInBytes} bytes at most, which is too little for what is to be sent.");
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
