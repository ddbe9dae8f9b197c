using System.Net.Sockets;
using System.Security.Cryptography;
using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Privacy;
using Microsoft.Extensions.Logging;

namespace Kanshi.Functions.EventHubs;

/// <summary>
/// The door's records into the hub. A stream's records share a partition key, so that a stream has few shards and a resend meets the
/// dedup log that knows it. A body that goes out in several batches is not one transaction: when a later batch fails the sender hears so and sends all
/// again, and what had got through is recognised by its ids.
/// </summary>
public sealed partial class EventHubSink(EventHubProducerClient producer, HubOptions options, ILogger<EventHubSink> logger) : IEventSink
{
    private static readonly TimeSpan _retryAfter = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _retryAfterOutage = TimeSpan.FromSeconds(10);

    public async ValueTask<SinkResult> AppendAsync(IReadOnlyList<SinkRecord> records, CancellationToken cancellation)
    {
        try
        {
            foreach (var group in records.GroupBy(KeyOf, StringComparer.Ordinal))
                await HubBatches.SendAsync(producer, group.Select(Message), new CreateBatchOptions { PartitionKey = group.Key }, HeadOf, cancellation);
            return new SinkResult(true);
        }
        catch (EventHubsException e) when (e.Reason is EventHubsException.FailureReason.ServiceBusy or EventHubsException.FailureReason.QuotaExceeded)
        {
            return new SinkResult(false, _retryAfter);
        }
        catch (Exception e) when (e is EventHubsException { IsTransient: true } or SocketException or TimeoutException
            || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            Log.Unreachable(logger, e);
            return new SinkResult(false, _retryAfterOutage, IsUnreachable: true);
        }
    }

    /// <summary>The sender's own wish first (a key of the hub has 128 characters at most, as a name of ours has), then the stream's; what was refused has none.</summary>
    private string? KeyOf(SinkRecord record) => record.PartitionKey ?? (record.Stream is { } stream ? KeyOf(stream, record.Bytes.Span) : null);

    /// <summary>A hot stream may have several keys; the same bytes always get the same one.</summary>
    private string KeyOf(StreamKey stream, ReadOnlySpan<byte> record)
    {
        if (options.KeysPerStream == 1)
            return stream.Id;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(record, hash);
        return $"{stream.Id}~{BitConverter.ToUInt32(hash) % (uint)options.KeysPerStream}";
    }

    /// <summary>A record that is too large for the hub goes as its head, as every record does that is too large.</summary>
    private static EventData HeadOf(EventData message)
    {
        var record = message.EventBody.ToMemory();
        return Message(new SinkRecord(RedactedHead.Of(record.Span), record.Length, SetAsideReason.TooLarge));
    }

    private static EventData Message(SinkRecord record)
    {
        var message = new EventData(record.Bytes) { ContentType = "application/json" };
        RefusalProperties.Write(message, record);
        return message;
    }

    private static partial class Log
    {
        [LoggerMessage(4131, LogLevel.Error, "The hub cannot be reached; senders are told to come again")]
        public static partial void Unreachable(ILogger logger, Exception exception);
    }
}
