using Kanshi.Drift;
using Kanshi.Incidents;
using Kanshi.Inference;
using Kanshi.Windows;

namespace Kanshi;

/// <summary>
/// What happens every minute: windows that are over are closed and looked at, what was found is handed to the incidents, and the clock moves
/// them. Notifications go out beside it: a slow channel must not delay detection. Each part can be repeated, so a tick that dies is simply followed by the next, and two at once do no harm.
/// </summary>
public sealed class Tick(WindowCloser closer, DriftWatch drift, IncidentDesk desk, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        await CloseDueAsync(cancellation);
        await desk.AdvanceAsync(cancellation);
    }

    /// <summary>Closes every window that is over, one after the other.</summary>
    public async Task CloseDueAsync(CancellationToken cancellation)
    {
        while (await closer.DueAsync(clock.GetUtcNow(), cancellation) is { } window)
        {
            await CloseAsync(window, StreamRange.All, cancellation);
            await closer.CompleteAsync(window, cancellation);
        }
    }

    /// <summary>Closes a window for a part of the streams and looks at them. The window is completed by whoever has seen all parts done.</summary>
    public async Task CloseAsync(DueWindow window, StreamRange range, CancellationToken cancellation)
    {
        foreach (var (stream, statistics) in await closer.CloseAsync(window, range, clock.GetUtcNow(), cancellation))
            await LookAtAsync(stream, statistics, cancellation);
    }

    private async Task LookAtAsync(StreamKey stream, WindowStatistics statistics, CancellationToken cancellation)
    {
        await ForgetEndedAsync(stream, cancellation);
        var changes = await drift.ObserveAsync(stream, statistics, clock.GetUtcNow(), cancellation);
        foreach (var change in changes)
            await HandOverAsync(stream, change, cancellation);
        await drift.HandedOverAsync(stream, changes, cancellation);
    }

    /// <summary>An episode whose incident a person has ended is over for the detector too; what is still wrong is a new one.</summary>
    private async Task ForgetEndedAsync(StreamKey stream, CancellationToken cancellation)
    {
        foreach (var signalId in await drift.EpisodesAsync(stream, cancellation))
        {
            if (await desk.FindOfSignalAsync(stream, signalId, cancellation) is { State: IncidentState.Resolved or IncidentState.Closed or IncidentState.FalsePositive } ended)
                await drift.ForgetAsync(stream, signalId, ended.State == IncidentState.FalsePositive, cancellation);
        }
    }

    private async Task HandOverAsync(StreamKey stream, DriftChange change, CancellationToken cancellation)
    {
        switch (change)
        {
            case DriftChange.Raised { Signal: { Page: true } signal }:
                await desk.RaiseAsync(signal, cancellation);
                break;
            case DriftChange.Recovering recovering:
                await desk.RecoveringAsync(stream, recovering.SignalId, recovering.At, cancellation);
                break;
            case DriftChange.Relapsed relapsed:
                await desk.RelapsedAsync(stream, relapsed.SignalId, relapsed.At, cancellation);
                break;
            case DriftChange.Recovered recovered:
                await desk.RecoveredAsync(stream, recovered.SignalId, recovered.At, recovered.Evidence, cancellation);
                break;
            default:
                break; // a signal that pages nobody is kept with the detector
        }
    }
}
