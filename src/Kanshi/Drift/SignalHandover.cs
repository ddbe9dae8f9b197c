using Kanshi.Incidents;
using Kanshi.Inference;
using Kanshi.Windows;

namespace Kanshi.Drift;

/// <summary>
/// Has a stream's closed windows looked at, and hands what was found to the incidents. Each part can be repeated: what was found is kept until it is handed over.
/// </summary>
public sealed class SignalHandover(DriftWatch drift, IncidentDesk desk)
{
    public async Task LookAtAsync(StreamKey stream, WindowStatistics statistics, DateTimeOffset now, CancellationToken cancellation)
    {
        await ForgetEndedAsync(stream, cancellation);
        var changes = await drift.ObserveAsync(stream, statistics, now, cancellation);
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
