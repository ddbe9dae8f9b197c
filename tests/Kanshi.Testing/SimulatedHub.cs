using System.Text;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Scoring;
using Kanshi.Storage;
using Kanshi.Windows;

namespace Kanshi.Testing;

/// <summary>A hub of a few partitions whose events are folded when a test says so; it knows how far its partitions go.</summary>
public sealed class SimulatedHub : IPartitionHeads
{
    private readonly List<Delivery>[] _logs;
    private readonly int[] _folded;
    private readonly PartitionIngestor[] _ingestors;

    public SimulatedHub(IRowStore rows, WindowOptions options, int partitions, int maxStreams = 100)
    {
        var streams = new StreamRegistry(rows, maxStreams);
        _logs = [.. Enumerable.Range(0, partitions).Select(_ => new List<Delivery>())];
        _folded = new int[partitions];
        _ingestors = [.. Enumerable.Range(0, partitions).Select(partition =>
            new PartitionIngestor(Partition(partition), rows, streams, new EventReader(), new ResponseScorer(), options))];
    }

    /// <summary>Whether the hub cannot be asked.</summary>
    public bool IsDown { get; set; }

    public static SourcePartition Partition(int index) => new("sim", "inference-events", $"{index}");

    /// <summary>The stream of a deployment's events.</summary>
    public static StreamKey Stream(string deployment) => new("svc", deployment, "chat");

    public void Send(int partition, DateTimeOffset enqueued, DateTimeOffset time, string deployment = "d")
    {
        var log = _logs[partition];
        var line = $"{{\"time\":\"{time:O}\",\"service\":\"svc\",\"deployment\":\"{deployment}\",\"latencyMs\":{100 + log.Count},\"status\":200}}";
        log.Add(new Delivery(log.Count, enqueued, Encoding.UTF8.GetBytes(line)));
    }

    /// <summary>Folds at most so many of the events that a partition still holds.</summary>
    public async Task FoldAsync(int partition, CancellationToken cancellation, int atMost = int.MaxValue)
    {
        var log = _logs[partition];
        var batch = log.GetRange(_folded[partition], Math.Min(atMost, log.Count - _folded[partition]));
        await _ingestors[partition].IngestAsync(batch, cancellation);
        _folded[partition] += batch.Count;
    }

    public async Task FoldAllAsync(CancellationToken cancellation)
    {
        for (var partition = 0; partition < _logs.Length; partition++)
            await FoldAsync(partition, cancellation);
    }

    public ValueTask<IReadOnlyDictionary<SourcePartition, long>> ReadAsync(CancellationToken cancellation) => IsDown
        ? throw new IOException("the hub is down")
        : new(Enumerable.Range(0, _logs.Length).ToDictionary(Partition, index => (long)_logs[index].Count - 1));
}
