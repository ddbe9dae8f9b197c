using System.Runtime.CompilerServices;
using Kanshi.Inference;
using Kanshi.Storage;
using Kanshi.Windows;

namespace Kanshi.Judging;

/// <summary>Judged windows as rows: a table a day, partition = stream, key = window start. Written again they are the same, or hold what came since.</summary>
public sealed class JudgedWindowStore(IRowStore rows)
{
    public static string TableOf(DateTimeOffset start) => "judgedwindows" + WindowKeys.Day(start);

    public async ValueTask KeepAsync(JudgedWindow window, CancellationToken cancellation) =>
        await rows.CommitAsync(TableOf(window.Start), window.Stream.Id, [new RowWrite.Put(WindowKeys.Start(window.Start), window.ToBytes())], cancellation);

    /// <summary>The judged windows of a stream with <paramref name="from"/> ≤ start &lt; <paramref name="to"/>, in order.</summary>
    public async IAsyncEnumerable<JudgedWindow> ListAsync(
        StreamKey stream, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var day = new DateTimeOffset(from.UtcDateTime.Date, TimeSpan.Zero); day < to; day += TimeSpan.FromDays(1))
        {
            await foreach (var row in rows.QueryAsync(TableOf(day), stream.Id, WindowKeys.Start(from), WindowKeys.Start(to), cancellation))
                yield return JudgedWindow.FromBytes(stream, WindowKeys.ParseStart(row.Key), row.Value.Span);
        }
    }
}
