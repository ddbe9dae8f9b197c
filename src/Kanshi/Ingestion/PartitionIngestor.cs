using Kanshi.Inference;
using Kanshi.Privacy;
using Kanshi.Sampling;
using Kanshi.Scoring;
using Kanshi.Storage;
using Kanshi.Telemetry;
using Kanshi.Windows;

namespace Kanshi.Ingestion;

/// <summary>
/// Folds the batches of one partition: reads, scores, and writes in an order under which a crash between any two writes, a redelivery from any
/// checkpoint and a second owner count nothing twice and lose nothing. The caller moves its checkpoint after
/// <see cref="IngestAsync"/> has returned; when it throws, the store could not be written and the batch must come again.
/// Batches come one at a time, in the order of their sequence numbers.
/// </summary>
public sealed class PartitionIngestor
{
    private static readonly TimeSpan _futureTolerance = TimeSpan.FromMinutes(10);
    private readonly WindowOptions _options;
    private readonly EventReader _reader;
    private readonly ResponseScorer _scorer;
    private readonly ResponseCapture _capture;
    private readonly ResponseSampling? _sampling;
    private readonly StreamRegistry _streams;
    private readonly IngestionStores _stores;
    private readonly PartitionProgress _progress;
    private (Source Source, DedupLog Log, ShardFolder Shards)? _open;

    /// <param name="telemetry">Null: nobody is told, as in a backtest.</param>
    /// <param name="sampling">Null: there is no judge.</param>
    public PartitionIngestor(
        SourcePartition partition,
        IRowStore rows,
        StreamRegistry streams,
        EventReader reader,
        ResponseScorer scorer,
        WindowOptions options,
        ResponseCapture? capture = null,
        IngestionTelemetry? telemetry = null,
        ResponseSampling? sampling = null)
    {
        _options = options;
        _reader = reader;
        _scorer = scorer;
        _capture = capture ?? ResponseCapture.Default();
        _sampling = sampling;
        _streams = streams;
        _stores = new IngestionStores(rows, telemetry);
        _progress = new PartitionProgress(partition, new SourceRegistry(rows), telemetry);
    }

    /// <summary>The order of effects: epoch, dedup log, what was set aside, what was sampled, shards, ledger, progress.</summary>
    public async ValueTask<BatchSummary> IngestAsync(IReadOnlyList<Delivery> batch, CancellationToken cancellation)
    {
        if (batch.Count == 0)
            return default;
        try
        {
            return await IngestOrThrowAsync(batch, cancellation);
        }
        catch
        {
            // A write may or may not have happened: whatever is in memory is no longer known to be what is stored.
            _open = null;
            _progress.Forget();
            throw;
        }
    }

    private async ValueTask<BatchSummary> IngestOrThrowAsync(IReadOnlyList<Delivery> batch, CancellationToken cancellation)
    {
        var source = await _progress.EnterAsync(batch[0], cancellation);
        var (_, log, shards) = Open(source);
        await log.LoadAsync(batch.Min(delivery => delivery.Enqueued), cancellation);

        var (records, occurrences) = await HandleAsync(source, batch, log, cancellation);
        await log.AppendAsync(occurrences, cancellation);
        await _stores.SetAside.KeepAsync(source, Refused(batch, records), cancellation);
        if (_sampling is not null)
            await _sampling.SendAsync(source, records, cancellation);
        await shards.FoldAsync(records, cancellation);
        await _stores.Ledger.CountAsync(source, records, cancellation);
        await _progress.ReachAsync(source, batch, cancellation);
        log.Prune(batch[^1].Enqueued);
        return BatchSummary.Of(records);
    }

    private static IEnumerable<(Delivery, SetAsideReason)> Refused(IReadOnlyList<Delivery> batch, IReadOnlyList<HandledRecord> records)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            if (records[i].Reason is { } reason)
                yield return (batch[i], reason);
        }
    }

    private (Source Source, DedupLog Log, ShardFolder Shards) Open(Source source)
    {
        if (_open is not { } open || open.Source != source)
            _open = open = (source, new DedupLog(_stores.Rows, source, _options.DedupSpan), new ShardFolder(_stores.Shards, source));
        return open;
    }

    private async ValueTask<(HandledRecord[] Records, List<(ulong, long, DateTimeOffset)> Occurrences)> HandleAsync(
        Source source, IReadOnlyList<Delivery> batch, DedupLog log, CancellationToken cancellation)
    {
        var records = new HandledRecord[batch.Count];
        var occurrences = new List<(ulong, long, DateTimeOffset)>(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            var delivery = batch[i];
            var blank = new HandledRecord { Sequence = delivery.Sequence, Enqueued = delivery.Enqueued };
            if (!TryRead(delivery, out var inferenceEvent, out var reason))
            {
                records[i] = blank with { Reason = reason };
                continue;
            }

            var hash = 0UL;
            if (inferenceEvent.Id is { } id)
            {
                hash = EventIdentity.HashOf(inferenceEvent.Service, id);
                occurrences.Add((hash, delivery.Sequence, delivery.Enqueued));
                if (log.Observe(hash, delivery.Sequence, delivery.Enqueued))
                {
                    records[i] = blank with { IsDuplicate = true };
                    continue;
                }
            }

            inferenceEvent = _capture.Admit(inferenceEvent);
            if (Score(inferenceEvent) is not { } card)
            {
                records[i] = blank with { Reason = SetAsideReason.NotScored };
                continue;
            }

            var window = _options.StartOf(inferenceEvent.Time);
            var isLate = _options.IsLate(window, delivery.Enqueued);
            var stream = await _streams.ResolveAsync(inferenceEvent.Stream, cancellation);
            var sampling = _sampling is null
                ? SamplingDecision.WithoutJudge(inferenceEvent)
                : await _sampling.DecideAsync(inferenceEvent, card, stream, DrawOf(hash, source, delivery), delivery.Enqueued, isLate, cancellation);
            records[i] = blank with
            {
                Scored = new ScoredEvent(inferenceEvent, card, sampling),
                Stream = stream,
                WindowStart = window,
                IsLate = isLate,
            };
        }

        return (records, occurrences);
    }

    /// <summary>What the draw is made from: the id's hash, or the place of what has no id.</summary>
    private static ulong DrawOf(ulong hash, Source source, Delivery delivery) =>
        hash != 0 ? hash : SamplingDraw.Identity(EventIdentity.HashOf(source.Key, ""), delivery.Sequence);

    /// <summary>Null when a check fails on it: a fault of ours in one event must not hold up a partition for good.</summary>
    private ScoreCard? Score(InferenceEvent inferenceEvent)
    {
        try
        {
            return _scorer.Score(inferenceEvent);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }

    private bool TryRead(Delivery delivery, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out InferenceEvent? inferenceEvent, out SetAsideReason reason)
    {
        inferenceEvent = null;
        if (delivery.Refused is { } refused)
        {
            reason = refused;
            return false;
        }

        if (!_reader.TryRead(delivery.Record, out inferenceEvent, out reason))
            return false;
        if (_options.CheckClock && ClockProblem(inferenceEvent.Time, delivery.Enqueued, _options) is { } problem)
        {
            reason = problem;
            return false;
        }

        return true;
    }

    /// <summary>Why an event of this time cannot be taken at this moment; null when it can.</summary>
    public static SetAsideReason? ClockProblem(DateTimeOffset time, DateTimeOffset enqueued, WindowOptions options)
    {
        if (time > enqueued + _futureTolerance)
            return SetAsideReason.ClockSkew;
        return time < enqueued - options.Retention ? SetAsideReason.TooOld : null;
    }
}
