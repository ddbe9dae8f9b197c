using System.Buffers.Binary;
using Kanshi.Estimates;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Sampling;
using Kanshi.Storage;
using Kanshi.Windows;

namespace Kanshi.Judging;

/// <summary>
/// Closes the judgements of windows in the order of their starts, after the windows themselves: when all that was sampled is booked, or after
/// <see cref="SamplingOptions.GiveUpAfter"/>. A crash in between, or another closer at the same time, gives the same window again.
/// </summary>
public sealed class JudgedWindowCloser(
    IRowStore rows, WindowCloser closer, StreamRegistry streams, JudgementStore judgements, WindowOptions windows, SamplingOptions options)
{
    private const string Table = "closing";
    private const string Key = "judged";
    private readonly SourceRegistry _sources = new(rows);
    private readonly ShardStore _shards = new(rows);
    private readonly JudgedWindowStore _store = new(rows);

    /// <summary>
    /// Closes the next window whose judgements are complete or overdue; false when there is none. The last one of an hour is moved on from once
    /// what the hour says of each stream was looked at.
    /// </summary>
    public async ValueTask<bool> CloseNextAsync(DateTimeOffset now, Func<JudgedHour, Task> lookAt, CancellationToken cancellation)
    {
        if (await closer.PositionAsync(cancellation) is not { } closedTo)
            return false;
        var row = await rows.ReadAsync(Table, Table, Key, cancellation);
        var start = row is null ? closedTo : new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(row.Value.Span), TimeSpan.Zero);
        if (row is null || start >= closedTo)
        {
            // Before the first: judging begins with the window that closes next.
            if (row is null)
                await MoveAsync(start, row, cancellation);
            return false;
        }

        var sources = await SelectionsAsync(start, cancellation);
        var isOverdue = now >= windows.EndOf(start) + options.GiveUpAfter;
        foreach (var (source, ofSource) in sources)
        {
            if (!isOverdue && (await judgements.BooksAsync(source, start, cancellation)).Booked < Sampled(ofSource))
                return false;
        }

        foreach (var (source, ofSource) in sources)
            await judgements.CloseAsync(source, start, Sampled(ofSource), cancellation);
        await MergeAsync(start, sources, cancellation);
        if (windows.EndOf(start).UtcTicks % TimeSpan.TicksPerHour == 0)
            await LookAtHourAsync(windows.EndOf(start).AddHours(-1), lookAt, cancellation);
        await MoveAsync(windows.EndOf(start), row, cancellation);
        return true;
    }

    /// <summary>By source the window's streams that had something to judge.</summary>
    private async ValueTask<List<(Source Source, SortedDictionary<string, WindowSketch> Streams)>> SelectionsAsync(DateTimeOffset start, CancellationToken cancellation)
    {
        var found = new List<(Source, SortedDictionary<string, WindowSketch>)>();
        foreach (var source in await _sources.SourcesAsync(cancellation))
        {
            var ofSource = await _shards.MergeAllAsync([source], start, StreamRange.All, cancellation);
            if (ofSource.Values.Any(sketch => sketch.Population.Count > 0))
                found.Add((source, ofSource));
        }

        return found;
    }

    private async ValueTask LookAtHourAsync(DateTimeOffset hour, Func<JudgedHour, Task> lookAt, CancellationToken cancellation)
    {
        foreach (var stream in await streams.ListAsync(cancellation))
        {
            var judged = await _store.ListAsync(stream, hour, hour.AddHours(1), cancellation).ToListAsync(cancellation);
            if (judged.Count > 0)
                await lookAt(new JudgedHour(stream, hour, JudgedQuality.PassRateOf(judged, EstimateTarget.Process)));
        }
    }

    private async ValueTask MergeAsync(
        DateTimeOffset start, List<(Source Source, SortedDictionary<string, WindowSketch> Streams)> sources, CancellationToken cancellation)
    {
        var merged = new SortedDictionary<string, JudgedWindow>(StringComparer.Ordinal);
        foreach (var (source, ofSource) in sources)
        {
            foreach (var (id, sketch) in ofSource)
            {
                if (sketch.Population.Count > 0 && Of(id) is { } window)
                {
                    window.Population.Merge(sketch.Population);
                    window.Selection.Merge(sketch.Selection);
                }
            }

            foreach (var (id, sums) in await judgements.SumsAsync(source, start, cancellation))
                Of(id)?.Verdicts.Merge(sums);
        }

        foreach (var window in merged.Values)
            await _store.KeepAsync(window, cancellation);
        return;

        JudgedWindow? Of(string id)
        {
            if (merged.TryGetValue(id, out var known))
                return known;
            return StreamKey.TryParse(id, out var stream) ? merged[id] = new(stream, start, new(), new(), new()) : null;
        }
    }

    private static long Sampled(SortedDictionary<string, WindowSketch> ofSource) => ofSource.Values.Sum(sketch => sketch.Selection.Selected);

    /// <summary>A conflict means that another closer has moved it already.</summary>
    private async ValueTask MoveAsync(DateTimeOffset start, Row? read, CancellationToken cancellation)
    {
        var ticks = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(ticks, start.UtcTicks);
        await rows.CommitAsync(Table, Table, [RowWrite.Save(Key, ticks, read)], cancellation);
    }
}
