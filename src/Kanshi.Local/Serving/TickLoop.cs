using Kanshi.Telemetry;
using Kanshi.Windows;
using Microsoft.Extensions.Logging;

namespace Kanshi.Local.Serving;

/// <summary>
/// Runs the tick every minute; with shorter windows five times a window. It begins when what was left in the queue is folded: after a long stop the
/// windows of those events are overdue at once, and would be given up as incomplete.
/// </summary>
internal sealed class TickLoop(
    Tick tick, TickTelemetry telemetry, EventPump pump, WindowOptions options, TimeProvider clock, ILogger<TickLoop> logger)
    : Loop(options.TickInterval, clock, logger)
{
    private readonly TimeProvider _clock = clock;

    protected override Task TurnAsync(CancellationToken cancellation) => telemetry.MeasureAsync(tick.RunAsync, cancellation);

    protected override async Task ReadyAsync(CancellationToken cancellation)
    {
        var patience = Task.Delay(options.GiveUpAfter, _clock, cancellation);
        await Task.WhenAny(pump.DrainedOnce, patience);
        cancellation.ThrowIfCancellationRequested();
    }
}
