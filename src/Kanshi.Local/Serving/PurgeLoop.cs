using Microsoft.Extensions.Logging;

namespace Kanshi.Local.Serving;

/// <summary>Runs the purge every hour.</summary>
internal sealed class PurgeLoop(Purge purge, TimeProvider clock, ILogger<PurgeLoop> logger) : Loop(TimeSpan.FromHours(1), clock, logger)
{
    protected override Task TurnAsync(CancellationToken cancellation) => purge.RunAsync(cancellation);
}
