using Kanshi.Drift;
using Kanshi.Incidents;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Scoring;
using Kanshi.Storage;
using Kanshi.Windows;

namespace Kanshi.Local.Backtesting;

/// <summary>
/// The whole pipeline in event time, as fast as it goes, in memory, nothing sent out. The clock stands where the data is, and ticks come when the
/// live system would have ticked after a window was due, so what is raised is raised at the time at which it would have been.
/// </summary>
internal sealed class Backtest
{
    private const int BatchSize = 1000;
    private static readonly SourcePartition _learning = new("backtest", "baseline", "0");
    private static readonly SourcePartition _testing = new("backtest", "input", "0");
    private readonly MemoryRowStore _rows = new();
    private readonly EventTimeClock _clock = new();
    private readonly WindowOptions _options;
    private readonly SourceRegistry _sources;
    private readonly StreamRegistry _streams;
    private readonly WindowCloser _closer;
    private readonly DriftWatch _drift;
    private readonly IncidentDesk _desk;
    private readonly Tick _tick;
    private readonly ResponseScorer _scorer = new();

    public Backtest(KanshiOptions options)
    {
        _options = options.Windows with { CheckClock = false };
        options.Incidents.Channels = [];
        _sources = new SourceRegistry(_rows);
        _streams = new StreamRegistry(_rows, _options.MaxStreams);
        _closer = new WindowCloser(_rows, new FoldedHeads(_sources), _options);
        _drift = new DriftWatch(_rows, new ShiftDetector(options.Drift), options.Drift);
        _desk = new IncidentDesk(_rows, _clock, options.Incidents, []);
        _tick = new Tick(_closer, _drift, _desk, _clock);
    }

    /// <summary>Learns what is normal from other data, which lies before the input.</summary>
    public Task LearnAsync(EventTimeline baseline, Action<long> progress, CancellationToken cancellation) =>
        RunAsync(baseline, _learning, progress, cancellation);

    public async Task<BacktestResult> RunAsync(EventTimeline input, Action<long> progress, CancellationToken cancellation)
    {
        var from = input.Count == 0 ? default : _options.StartOf(input.First);
        await RunAsync(input, _testing, progress, cancellation);
        return await ResultAsync(from, cancellation);
    }

    private async Task RunAsync(EventTimeline timeline, SourcePartition partition, Action<long> progress, CancellationToken cancellation)
    {
        var ingestor = new PartitionIngestor(partition, _rows, _streams, new EventReader(), _scorer, _options);
        var batch = new List<Delivery>(BatchSize);
        var done = 0L;
        var due = DateTimeOffset.MinValue;
        foreach (var delivery in timeline.Deliveries())
        {
            if (batch.Count == BatchSize || (batch.Count > 0 && delivery.Enqueued >= due))
            {
                await FoldAsync(ingestor, batch, cancellation);
                progress(done += batch.Count);
                batch.Clear();
            }

            if (delivery.Enqueued >= due)
                due = await TickUntilAsync(delivery.Enqueued, cancellation);
            batch.Add(delivery);
        }

        await FoldAsync(ingestor, batch, cancellation);
        progress(done + batch.Count);
        if (timeline.Count > 0)
            await TickUntilAsync(timeline.Last + _options.Length + _options.Lateness + TimeSpan.FromMinutes(1), cancellation);
    }

    private async ValueTask FoldAsync(PartitionIngestor ingestor, List<Delivery> batch, CancellationToken cancellation)
    {
        if (batch.Count == 0)
            return;
        _clock.Set(batch[^1].Enqueued);
        await ingestor.IngestAsync(batch, cancellation);
    }

    /// <summary>
    /// Ticks as often as a window was due up to a time; gives back when the next one is. A gap of more than two days, as a stray time makes, is ticked
    /// through for a day and then passed over: no event lies in it.
    /// </summary>
    private async Task<DateTimeOffset> TickUntilAsync(DateTimeOffset until, CancellationToken cancellation)
    {
        var quiet = _clock.GetUtcNow() + TimeSpan.FromDays(1);
        while (await _closer.PositionAsync(cancellation) is { } start)
        {
            if (start > quiet && until - start > TimeSpan.FromDays(1))
            {
                await _closer.SkipToAsync(until - TimeSpan.FromHours(1), cancellation);
                continue;
            }

            var due = FirstTickAt(_options.EndOf(start) + _options.Lateness);
            if (due > until)
                return due;
            _clock.Set(due);
            await _tick.RunAsync(cancellation);
        }

        return DateTimeOffset.MinValue;
    }

    /// <summary>The live system notices at its next tick.</summary>
    private DateTimeOffset FirstTickAt(DateTimeOffset time)
    {
        var interval = _options.TickInterval.Ticks;
        return new DateTimeOffset((time.UtcTicks + interval - 1) / interval * interval, TimeSpan.Zero);
    }

    private async Task<BacktestResult> ResultAsync(DateTimeOffset from, CancellationToken cancellation)
    {
        var counts = await new Ledger(_rows, _sources).TotalAsync(source => source.Partition == _testing, cancellation);
        var streams = await _streams.ListAsync(cancellation);
        var days = new DayStore(_rows);
        var windows = 0;
        var signals = new List<Signal>();
        foreach (var stream in streams)
        {
            windows += (await days.ReadAsync(stream, from, _clock.GetUtcNow(), cancellation)).Count;
            await foreach (var signal in _drift.SignalsAsync(stream, from, cancellation))
                signals.Add(signal);
        }

        var incidents = await _desk.ListAsync(null, null, from == default ? null : from, cancellation);
        return BacktestResult.Of(counts, streams.Count, windows, signals.OrderBy(signal => signal.RaisedAt), incidents.OrderBy(incident => incident.OpenedAt));
    }

    /// <summary>Nothing waits in a backtest: a partition goes as far as it is folded.</summary>
    private sealed class FoldedHeads(SourceRegistry sources) : IPartitionHeads
    {
        public async ValueTask<IReadOnlyDictionary<SourcePartition, long>> ReadAsync(CancellationToken cancellation) =>
            (await sources.ListAsync(cancellation)).ToDictionary(known => known.Key, known => known.Value.LastSequence);
    }
}
