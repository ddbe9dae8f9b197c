using Kanshi.Drift;
using Kanshi.Incidents;
using Kanshi.Judging;
using Kanshi.Windows;

namespace Kanshi;

/// <summary>
/// What happens every minute: windows that are over are closed and looked at, what was found is handed to the incidents, and the clock moves
/// them. Notifications go out beside it: a slow channel must not delay detection. Each part can be repeated, so a tick that dies is simply followed by the next, and two at once do no harm.
/// </summary>
/// <param name="judgeTick">Null where nothing is judged.</param>
public sealed class Tick(WindowCloser closer, DriftWatch drift, IncidentDesk desk, TimeProvider clock, JudgeTick? judgeTick = null)
{
    private readonly SignalHandover _handover = new(drift, desk);

    public async Task RunAsync(CancellationToken cancellation)
    {
        // Before windows close: where judging begins, none must have closed unseen.
        if (judgeTick is not null)
            await judgeTick.RunAsync(cancellation);
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
        var closed = await closer.CloseAsync(window, range, clock.GetUtcNow(), cancellation);
        if (judgeTick is not null)
            await judgeTick.KeepLoadsAsync(window, range, closed, cancellation);
        foreach (var stream in closed)
            await _handover.LookAtAsync(stream.Stream, stream.Statistics, clock.GetUtcNow(), cancellation);
    }
}
