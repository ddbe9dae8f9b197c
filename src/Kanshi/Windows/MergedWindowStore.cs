using System.Runtime.CompilerServices;
using Kanshi.Inference;
using Kanshi.Storage;

namespace Kanshi.Windows;

/// <summary>Closed windows as rows: a table a day, partition = stream, key = window start.</summary>
public sealed class MergedWindowStore(IRowStore rows)
{
    /// <summary>
    /// Keeps a window as it closed. When another closer was faster, its row is what everybody saw, and is given back: verdicts are made on
    /// one content.
    /// </summary>
    public async ValueTask<MergedWindow> KeepAsync(StreamKey stream, MergedWindow window, CancellationToken cancellation)
    {
        var key = WindowKeys.Start(window.Start);
        var insert = new RowWrite.Insert(key, window.ToBytes());
        if ((await rows.CommitAsync(TableOf(window.Start), stream.Id, [insert], cancellation)).Committed)
            return window;
        return await FindAsync(stream, window.Start, cancellation) ?? window;
    }

    public async ValueTask<MergedWindow?> FindAsync(StreamKey stream, DateTimeOffset start, CancellationToken cancellation) =>
        await rows.ReadAsync(TableOf(start), stream.Id, WindowKeys.Start(start), cancellation) is { } row
            ? MergedWindow.FromBytes(start, row.Value.Span)
            : null;

    /// <summary>The closed windows of a stream with <paramref name="from"/> ≤ start &lt; <paramref name="to"/>, in order.</summary>
    public async IAsyncEnumerable<MergedWindow> ListAsync(
        StreamKey stream, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var day = new DateTimeOffset(from.UtcDateTime.Date, TimeSpan.Zero); day < to; day += TimeSpan.FromDays(1))
        {
            await foreach (var row in rows.QueryAsync(TableOf(day), stream.Id, WindowKeys.Start(from), WindowKeys.Start(to), cancellation))
                yield return MergedWindow.FromBytes(WindowKeys.ParseStart(row.Key), row.Value.Span);
        }
    }

    public static string TableOf(DateTimeOffset start) => "windows" + WindowKeys.Day(start);
}
