using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Local.Sqlite;
using Kanshi.Privacy;
using Kanshi.Sampling;
using Kanshi.Scoring;
using Kanshi.Storage;
using Kanshi.Telemetry;
using Kanshi.Windows;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kanshi.Local.Serving;

/// <summary>Folds what is in the queue, batch by batch. A store that cannot be written is tried again without end; nothing is passed over.</summary>
internal sealed partial class EventPump(
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
    : BackgroundService
{
    private const int BatchSize = 1000;
    private static readonly TimeSpan _eraseEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _longestPause = TimeSpan.FromMinutes(1);
    private readonly TaskCompletionSource _drainedOnce = new(TaskCreationOptions.RunContinuationsAsynchronously);
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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        try
        {
            while (true)
            {
                var pause = await TryDrainAsync(failures, stoppingToken);
                failures = pause is null ? 0 : failures + 1;
                if (pause is { } wait)
                    await Task.Delay(wait, clock, stoppingToken);
                else
                    await EraseAndWaitAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping; what is not folded stays in the queue.
        }
    }

    private async ValueTask EraseAndWaitAsync(CancellationToken cancellation)
    {
        if (clock.GetElapsedTime(_erasedAt) >= _eraseEvery)
        {
            await queue.EraseAsync(cancellation);
            _erasedAt = clock.GetTimestamp();
        }

        await queue.WaitAsync(TimeSpan.FromSeconds(1), cancellation);
    }

    /// <summary>How long to wait before the next try; null when all is folded.</summary>
    private async ValueTask<TimeSpan?> TryDrainAsync(int failures, CancellationToken cancellation)
    {
        try
        {
            await DrainAsync(cancellation);
            _drainedOnce.TrySetResult();
            return null;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            var pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures), _longestPause.TotalSeconds));
            Log.CouldNotFold(logger, pause, e);
            return pause;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Error, "Events could not be folded into their windows; they stay in the queue and are tried again in {Pause}")]
        public static partial void CouldNotFold(ILogger logger, TimeSpan pause, Exception e);
    }
}
