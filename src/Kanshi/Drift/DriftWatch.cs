using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Kanshi.Incidents;
using Kanshi.Inference;
using Kanshi.Storage;
using Kanshi.Telemetry;
using Kanshi.Windows;

namespace Kanshi.Drift;

/// <summary>
/// Drives the detectors over closed windows and keeps their state: partition = stream, one row "state", and a row for each signal ever
/// raised, written in the same commit.
/// </summary>
/// <param name="metrics">Null: nobody counts, as in a backtest.</param>
/// <param name="set">What the windows' statistics are of; null: those of every window.</param>
public sealed class DriftWatch(IRowStore rows, ShiftDetector detector, ShiftOptions options, KanshiMetrics? metrics = null, MetricSet? set = null)
{
    private const string Table = "detectors";
    private readonly string _stateKey = "state" + set?.Suffix;
    private const string SignalPrefix = "signal|";
    private const string SignalPrefixEnd = "signal}";

    /// <summary>Streams whose recent windows stay in memory (some 200 KB each); beyond that they are read again.</summary>
    private const int MaxRecent = 1000;
    private readonly DayStore _days = new(rows, set);
    private readonly ConcurrentDictionary<StreamKey, WindowStatistics[]> _recent = new();

    /// <summary>Looks at one closed window of a stream; gives back every change that is still to be handed over.</summary>
    public async ValueTask<IReadOnlyList<DriftChange>> ObserveAsync(
        StreamKey stream, WindowStatistics window, DateTimeOffset closedAt, CancellationToken cancellation)
    {
        while (true)
        {
            var row = await rows.ReadAsync(Table, stream.Id, _stateKey, cancellation);
            var state = row is null ? new DetectorState() : DetectorState.FromBytes(row.Value.Span);
            var history = await HistoryAsync(stream, window, state, cancellation);
            var next = detector.Step(state, stream, window, history, closedAt);
            if (next == state || await SaveAsync(stream, next, row, next.Pending.Skip(state.Pending.Count), cancellation))
                return next.Pending;
        }
    }

    /// <summary>Strikes changes off that have been handed over.</summary>
    public ValueTask HandedOverAsync(StreamKey stream, IReadOnlyList<DriftChange> changes, CancellationToken cancellation) =>
        UpdateAsync(stream, state => Without(state, changes), cancellation);

    public ValueTask ForgetAsync(StreamKey stream, string signalId, bool wasFalsePositive, CancellationToken cancellation) =>
        UpdateAsync(stream, state => ShiftDetector.Forget(state, signalId, wasFalsePositive), cancellation);

    /// <summary>The signals of a stream that were raised and have not recovered.</summary>
    public async ValueTask<IReadOnlyList<string>> EpisodesAsync(StreamKey stream, CancellationToken cancellation)
    {
        if (await rows.ReadAsync(Table, stream.Id, _stateKey, cancellation) is not { } row)
            return [];
        return [.. DetectorState.FromBytes(row.Value.Span).Tracks.Values.Select(track => track.Episode?.SignalId).OfType<string>()];
    }

    /// <summary>Every signal that a stream has raised since <paramref name="from"/>, also those that paged nobody.</summary>
    public async IAsyncEnumerable<Signal> SignalsAsync(StreamKey stream, DateTimeOffset from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in rows.QueryAsync(Table, stream.Id, SignalPrefix, SignalPrefixEnd, cancellation))
        {
            if (JsonSerializer.Deserialize(row.Value.Span, DriftJsonContext.Default.Signal) is { } signal && signal.RaisedAt >= from)
                yield return signal;
        }
    }

    /// <summary>Deletes the signals of a stream that were raised before then.</summary>
    public static async ValueTask PurgeAsync(IRowStore rows, StreamKey stream, DateTimeOffset raisedBefore, CancellationToken cancellation)
    {
        var expired = new List<RowWrite>();
        await foreach (var row in rows.QueryAsync(Table, stream.Id, SignalPrefix, SignalPrefixEnd, cancellation))
        {
            if (JsonSerializer.Deserialize(row.Value.Span, DriftJsonContext.Default.Signal) is { } signal && signal.RaisedAt < raisedBefore)
                expired.Add(new RowWrite.Delete(row.Key, row.Version));
        }

        foreach (var part in RowWrite.InCommits(expired))
            await rows.CommitAsync(Table, stream.Id, part, cancellation);
    }

    /// <summary>By what they are and not by their number: another watch may have handed the same ones over, and others may have come since.</summary>
    private static DetectorState Without(DetectorState state, IReadOnlyList<DriftChange> changes)
    {
        DriftChange[] left = [.. state.Pending.Where(pending => !changes.Contains(pending))];
        return left.Length == state.Pending.Count ? state : state with { Pending = left };
    }

    private async ValueTask UpdateAsync(StreamKey stream, Func<DetectorState, DetectorState> change, CancellationToken cancellation)
    {
        while (await rows.ReadAsync(Table, stream.Id, _stateKey, cancellation) is { } row)
        {
            var state = DetectorState.FromBytes(row.Value.Span);
            var changed = change(state);
            if (ReferenceEquals(changed, state) || await SaveAsync(stream, changed, row, [], cancellation))
                return;
        }
    }

    private async ValueTask<bool> SaveAsync(
        StreamKey stream, DetectorState state, Row? read, IEnumerable<DriftChange> found, CancellationToken cancellation)
    {
        var writes = new List<RowWrite> { RowWrite.Save(_stateKey, state.ToBytes(), read) };
        foreach (var raised in found.OfType<DriftChange.Raised>())
            writes.Add(new RowWrite.Put(SignalPrefix + raised.Signal.Id, JsonSerializer.SerializeToUtf8Bytes(raised.Signal, DriftJsonContext.Default.Signal)));
        var committed = (await rows.CommitAsync(Table, stream.Id, writes, cancellation)).Committed;
        foreach (var raised in committed ? found.OfType<DriftChange.Raised>() : [])
            metrics?.SignalRaised(raised.Signal.Metric, raised.Signal.Page);
        return committed;
    }

    /// <summary>
    /// Earlier windows that a baseline may learn from. They are read once and kept, since each closing adds but one, and read again when
    /// another watch has seen windows in between. What counts depends on the rows alone, not on how long this watch has lived.
    /// </summary>
    private async ValueTask<IReadOnlyList<WindowStatistics>> HistoryAsync(
        StreamKey stream, WindowStatistics window, DetectorState state, CancellationToken cancellation)
    {
        var from = window.Start - TimeSpan.FromDays(2);
        if (!_recent.TryGetValue(stream, out var recent) || recent is [] || recent[^1].Start < state.LastWindow)
            recent = [.. await _days.ReadAsync(stream, from, window.Start, cancellation)];
        if (recent is [] || recent[^1].Start < window.Start)
            recent = [.. recent.SkipWhile(past => past.Start < from).TakeLast(2 * options.HistoryWindows), window];
        if (_recent.Count >= MaxRecent && !_recent.ContainsKey(stream))
            _recent.Clear();
        // A new array each time: another closer may be reading the old one.
        _recent[stream] = recent;
        return [.. recent.Where(past => past.Start < window.Start && past.Complete)];
    }
}
