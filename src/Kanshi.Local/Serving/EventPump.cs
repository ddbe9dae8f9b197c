using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Local.Sqlite;
using Kanshi.Privacy;
using Kanshi.Sampling;
using Kanshi.Scoring;
using Kanshi.Storage;
using Kanshi.Telemetry;
using Kanshi.Windows;
using Microsoft.Extensions.Logging;

namespace Kanshi.Local.Serving;

/// <summary>Folds what is in the queue, batch by batch. A store that cannot be written is tried again without end; nothing is passed over.</summary>
internal sealed class EventPump(
    EventQueue queue,
    IRowStore rows,
    StreamRegistry streams,
    EventReader reader,
    ResponseScorer scorer,
    ResponseCapture capture,
    WindowOptions options,
    IngestionTelemetry telemetry,
    TimeProvider clock,
    ILogger<EventPump> logger,
    ResponseSampling? sampling = null)
    : Pump(clock, logger)
{
    private const int BatchSize = 1000;
    private static readonly TimeSpan _eraseEvery = TimeSpan.FromSeconds(2);
    private readonly TaskCompletionSource _drainedOnce = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _clock = clock;
    private long _erasedAt;
    private readonly PartitionIngestor _ingestor = new(EventQueue.Partition, rows, streams, reader, scorer, options, capture, telemetry, sampling);

    /// <summary>Done once what was left from before the start is folded.</summary>
    public Task DrainedOnce => _drainedOnce.Task;

    /// <summary>Folds until the queue is empty; gives back how many records that were.</summary>
    public async Task<long> DrainAsync(CancellationToken cancellation)
    {
        var folded = 0L;
        for (var last = queue.ReadCheckpoint(); queue.Read(last, BatchSize) is { Count: > 0 } batch; folded += batch.Count)
        {
            await _ingestor.IngestAsync(batch, cancellation);
            last = batch[^1].Sequence;
            await queue.CheckpointAsync(last, cancellation);
        }

        return folded;
    }

    protected override async Task<TimeSpan?> EmptyAsync(CancellationToken cancellation)
    {
        await DrainAsync(cancellation);
        _drainedOnce.TrySetResult();
        return null;
    }

    protected override async Task WaitAsync(CancellationToken cancellation)
    {
        if (_clock.GetElapsedTime(_erasedAt) >= _eraseEvery)
        {
            await queue.EraseAsync(cancellation);
            _erasedAt = _clock.GetTimestamp();
        }

        await queue.WaitAsync(TimeSpan.FromSeconds(1), cancellation);
    }
}
