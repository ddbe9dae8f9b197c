using Kanshi.Ingestion;
using Kanshi.Storage;
using Kanshi.Windows;

namespace Kanshi;

/// <summary>
/// Drops what is past its time: whole tables, since what grows is kept by the day. The statistics of days, the ledger and the incidents stay;
/// they are small. Dropping again does no harm.
/// </summary>
public sealed class Purge(IRowStore rows, WindowOptions options, TimeProvider clock)
{
    /// <summary>A redelivery reaches back as far as the hub keeps records: a day, and one to spare.</summary>
    private static readonly TimeSpan _redelivered = TimeSpan.FromDays(2);
    private static readonly TimeSpan _setAside = TimeSpan.FromDays(7);

    /// <summary>A purge that did not run for so long still finds what it has missed.</summary>
    private const int DaysBack = 60;

    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await DropAsync(now - options.Retention, cancellation, MergedWindowStore.TableOf, ShardStore.TableOf);
        await DropAsync(now - _redelivered - options.DedupSpan, cancellation, DedupLog.TableOf);
        await DropAsync(now - _setAside, cancellation, SetAsideStore.TableOf);
    }

    private async Task DropAsync(DateTimeOffset keptFrom, CancellationToken cancellation, params Func<DateTimeOffset, string>[] tables)
    {
        for (var day = 1; day <= DaysBack; day++)
        {
            foreach (var table in tables)
                await rows.DropAsync(table(keptFrom.AddDays(-day)), cancellation);
        }
    }
}
