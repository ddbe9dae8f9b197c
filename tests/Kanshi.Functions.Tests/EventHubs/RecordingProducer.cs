using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;

namespace Kanshi.Functions.Tests.EventHubs;

/// <summary>The producer of a hub of two partitions, the first of them empty, whose batches have little room and are remembered when they are sent.</summary>
internal sealed class RecordingProducer() : EventHubProducerClient(
    "Endpoint=sb://example.servicebus.windows.net/;SharedAccessKeyName=test;SharedAccessKey=bm90IGEga2V5", "inference-events")
{
    private readonly Dictionary<EventDataBatch, (string? Key, List<EventData> Events)> _batches = [];

    public int Room { get; init; } = 1000;

    public Exception? Failure { get; set; }

    public List<(string? Key, IReadOnlyList<string> Bodies)> Sent { get; } = [];

    public List<EventData> Messages { get; } = [];

    public override ValueTask<EventDataBatch> CreateBatchAsync(CreateBatchOptions options, CancellationToken cancellationToken = default)
    {
        var events = new List<EventData>();
        var batch = EventHubsModelFactory.EventDataBatch(0, events, options, message => events.Sum(Size) + Size(message) <= Room);
        _batches[batch] = (options.PartitionKey, events);
        return new(batch);
    }

    public override Task SendAsync(EventDataBatch eventBatch, CancellationToken cancellationToken = default)
    {
        if (Failure is not null)
            throw Failure;
        var (key, events) = _batches[eventBatch];
        Sent.Add((key, [.. events.Select(message => message.EventBody.ToString())]));
        Messages.AddRange(events);
        return Task.CompletedTask;
    }

    public override Task<string[]> GetPartitionIdsAsync(CancellationToken cancellationToken = default) => Task.FromResult<string[]>(["0", "1"]);

    public override Task<PartitionProperties> GetPartitionPropertiesAsync(string partitionId, CancellationToken cancellationToken = default) => Task.FromResult(
        EventHubsModelFactory.PartitionProperties(EventHubName, partitionId, partitionId == "0", 0, partitionId == "0" ? -1 : 41, "0", DateTimeOffset.UnixEpoch));

    private static int Size(EventData message) => message.EventBody.ToMemory().Length;
}
