using Kanshi.Drift;
using Kanshi.Incidents;
using Kanshi.Ingestion;
using Kanshi.Judging;
using Kanshi.Judging.Calibration;
using Kanshi.Sampling;
using Kanshi.Storage;
using Kanshi.Windows;

namespace Kanshi;

/// <summary>
/// Drops what is past its time: whole tables where data is kept by the day, row by row the incidents that ended long ago and the signals. The
/// statistics of days and the ledger stay; they are small and hold numbers only. Dropping again does no harm.
/// </summary>
public sealed class Purge(IRowStore rows, WindowOptions windows, ShiftOptions drift, IncidentOptions incidents, TimeProvider clock, LabelStore? labels = null)
{
    /// <summary>A purge that did not run for so long still finds what it has missed.</summary>
    private const int DaysBack = 60;
    private readonly StreamRegistry _streams = new(rows, windows.MaxStreams);
    private readonly IncidentRows _incidents = new(rows);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await DropAsync(now - windows.Retention, cancellation, MergedWindowStore.TableOf, ShardStore.TableOf, JudgementStore.TableOf, JudgedWindowStore.TableOf);
        await DropAsync(now - windows.DedupRetention - windows.DedupSpan, cancellation, DedupLog.TableOf);
        await DropAsync(now - windows.DedupRetention - windows.DedupSpan, cancellation, SamplingPlanStore.TableOf);
        await DropAsync(now - windows.Retention, cancellation, VerdictCache.TableOf);
        await DropAsync(now - windows.SetAsideRetention, cancellation, SetAsideStore.TableOf);
        foreach (var stream in await _streams.ListAsync(cancellation))
            await DriftWatch.PurgeAsync(rows, stream, now - drift.SignalRetention, cancellation);
        if (labels is not null)
            await labels.PurgeAsync(now - incidents.Retention, cancellation);
        await foreach (var service in _incidents.ServicesAsync(cancellation))
            await _incidents.PurgeAsync(service, now - incidents.Retention, cancellation);
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
