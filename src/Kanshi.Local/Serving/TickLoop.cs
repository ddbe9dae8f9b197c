using Kanshi.Windows;
using Microsoft.Extensions.Logging;

namespace Kanshi.Local.Serving;

/// <summary>Runs the tick every minute; with shorter windows five times a window.</summary>
internal sealed class TickLoop(Tick tick, WindowOptions options, TimeProvider clock, ILogger<TickLoop> logger) : Loop(options.TickInterval, clock, logger)
{
    protected override Task TurnAsync(CancellationToken cancellation) => tick.RunAsync(cancellation);
}
