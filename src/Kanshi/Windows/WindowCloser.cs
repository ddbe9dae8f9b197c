using System.Buffers.Binary;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Storage;
using Kanshi.Telemetry;

namespace Kanshi.Windows;

/// <summary>A window that is over and not yet completed; <paramref name="Complete"/> is false when a partition is given up on.</summary>
public sealed record DueWindow(DateTimeOffset Start, bool Complete);

/// <summary>A stream's window as it closed.</summary>
public readonly record struct ClosedStream(StreamKey Stream, WindowStatistics Statistics, WindowSketch Sketch);

/// <summary>
/// Closes windows in the order of their starts. <see cref="CloseAsync"/> merges and stores, range by range where streams are many;
/// <see cref="CompleteAsync"/> moves the cursor on once the caller has drawn its conclusions. A crash in between, or another closer at the same time, gives
/// the same window again, with the same content.
/// </summary>
/// <param name="metrics">Null: nobody counts, as in a backtest.</param>
public sealed class WindowCloser(IRowStore rows, IPartitionHeads heads, WindowOptions options, KanshiMetrics? metrics = null)
{
    private const string Table = "closing";
    private const string Key = "cursor";
    private readonly SourceRegistry _sources = new(rows);
    private readonly ShardStore _shards = new(rows);
    private readonly MergedWindowStore _merged = new(rows);
    private readonly DayStore _days = new(rows);

    /// <summary>The next window that is over and not yet completed; null when there is none.</summary>
    public async ValueTask<DueWindow?> DueAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var progress = await _sources.ListAsync(cancellation);
        if (progress.Count == 0)
            return null;
        var start = await CursorAsync(progress.Values, cancellation);
        if (now < options.EndOf(start) + options.Lateness)
            return null;
        var verdict = ClosingRule.Decide(start, now, options, await StatesAsync(progress, cancellation));
        return verdict is ClosingVerdict.Close or ClosingVerdict.CloseIncomplete ? new DueWindow(start, verdict == ClosingVerdict.Close) : null;
    }

    /// <summary>Merges and stores the window of the streams in a range; gives back those that had events in it, as they were stored first.</summary>
    public async ValueTask<IReadOnlyList<ClosedStream>> CloseAsync(
        DueWindow window, StreamRange range, DateTimeOffset now, CancellationToken cancellation)
    {
        var sources = await _sources.SourcesAsync(cancellation);
        var streams = new List<ClosedStream>();
        foreach (var (id, sketch) in await _shards.MergeAllAsync(sources, window.Start, range, cancellation))
        {
            // A stream with late events only may have come after another closer, or this one before a crash, has looked.
            if (!StreamKey.TryParse(id, out var stream) || sketch.Late == sketch.Events)
                continue;
            var mine = new MergedWindow(window.Start, window.Complete, now, sketch);
            var merged = await _merged.KeepAsync(stream, mine, cancellation);
            if (ReferenceEquals(merged, mine))
                metrics?.WindowClosed(window.Complete);
            var statistics = WindowStatistics.Of(window.Start, merged.Complete, merged.Sketch);
            await _days.AddAsync(stream, statistics, cancellation);
            streams.Add(new(stream, statistics, merged.Sketch));
        }

        return streams;
    }

    public async ValueTask CompleteAsync(DueWindow window, CancellationToken cancellation)
    {
        var row = await rows.ReadAsync(Table, Table, Key, cancellation);
        if (row is not null && Parse(row) > window.Start)
            return;
        // A conflict means that another closer has moved it already.
        await rows.CommitAsync(Table, Table, [RowWrite.Save(Key, Serialise(options.EndOf(window.Start)), row)], cancellation);
    }

    /// <summary>Passes over windows up to a time, for whoever knows that no event lies in them.</summary>
    public async ValueTask SkipToAsync(DateTimeOffset time, CancellationToken cancellation)
    {
        var row = await rows.ReadAsync(Table, Table, Key, cancellation);
        if (row is not null && Parse(row) < time)
            await rows.CommitAsync(Table, Table, [RowWrite.Save(Key, Serialise(options.StartOf(time)), row)], cancellation);
    }

    /// <summary>Start of the next window to close; before the first event null.</summary>
    public async ValueTask<DateTimeOffset?> PositionAsync(CancellationToken cancellation)
    {
        var progress = await _sources.ListAsync(cancellation);
        return progress.Count == 0 ? null : await CursorAsync(progress.Values, cancellation);
    }

    private async ValueTask<IEnumerable<PartitionState>> StatesAsync(
        IReadOnlyDictionary<SourcePartition, SourceProgress> progress, CancellationToken cancellation)
    {
        var states = new List<PartitionState>();
        foreach (var (partition, head) in await heads.ReadAsync(cancellation))
        {
            states.Add(progress.TryGetValue(partition, out var known)
                ? new PartitionState(known.LastEnqueued, known.LastSequence, head)
                : new PartitionState(DateTimeOffset.MinValue, -1, head));
        }

        return states;
    }

    /// <summary>Before the first window has closed: the earliest one in which an event could be on time.</summary>
    private async ValueTask<DateTimeOffset> CursorAsync(IEnumerable<SourceProgress> progress, CancellationToken cancellation)
    {
        if (await rows.ReadAsync(Table, Table, Key, cancellation) is { } row)
            return Parse(row);
        return options.StartOf(progress.Min(known => known.FirstEnqueued) - options.Lateness - options.Length);
    }

    private static DateTimeOffset Parse(Row row) => new(BinaryPrimitives.ReadInt64LittleEndian(row.Value.Span), TimeSpan.Zero);

    private static byte[] Serialise(DateTimeOffset start)
    {
        var ticks = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(ticks, start.UtcTicks);
        return ticks;
    }
}
