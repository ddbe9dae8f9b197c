using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Storage;

namespace Kanshi.Windows;

/// <summary>
/// Shards as rows: a table a day of event time, partition = source and window, key = stream, so that what a batch adds to a window
/// is mostly one commit.
/// </summary>
public sealed class ShardStore(IRowStore rows)
{
    public static string TableOf(DateTimeOffset windowStart) => "shards" + WindowKeys.Day(windowStart);

    public static string PartitionOf(Source source, DateTimeOffset windowStart) => $"{source.Key}|{WindowKeys.Start(windowStart)}";

    public ValueTask<Row?> ReadAsync(Source source, DateTimeOffset windowStart, StreamKey stream, CancellationToken cancellation) =>
        rows.ReadAsync(TableOf(windowStart), PartitionOf(source, windowStart), stream.Id, cancellation);

    public ValueTask<CommitResult> CommitAsync(
        Source source, DateTimeOffset windowStart, IReadOnlyList<RowWrite> writes, CancellationToken cancellation) =>
        rows.CommitAsync(TableOf(windowStart), PartitionOf(source, windowStart), writes, cancellation);

    /// <summary>One stream's shards of a window, merged; null when no source has any.</summary>
    public async ValueTask<WindowSketch?> MergeAsync(
        IEnumerable<Source> sources, DateTimeOffset windowStart, StreamKey stream, CancellationToken cancellation)
    {
        WindowSketch? merged = null;
        foreach (var source in sources)
        {
            if (await ReadAsync(source, windowStart, stream, cancellation) is { } row)
                (merged ??= new()).Merge(WindowShard.FromBytes(row.Value.Span).Sketch);
        }

        return merged;
    }

    /// <summary>The shards of a window of the streams in a range, merged by stream, in the order of the stream ids.</summary>
    public async ValueTask<SortedDictionary<string, WindowSketch>> MergeAllAsync(
        IEnumerable<Source> sources, DateTimeOffset windowStart, StreamRange range, CancellationToken cancellation)
    {
        var merged = new SortedDictionary<string, WindowSketch>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            await foreach (var row in rows.QueryAsync(TableOf(windowStart), PartitionOf(source, windowStart), range.From, range.To, cancellation))
            {
                var sketch = WindowShard.FromBytes(row.Value.Span).Sketch;
                if (merged.TryGetValue(row.Key, out var known))
                    known.Merge(sketch);
                else
                    merged[row.Key] = sketch;
            }
        }

        return merged;
    }
}
