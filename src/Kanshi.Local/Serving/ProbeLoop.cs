using Kanshi.Judging.Calibration;
using Microsoft.Extensions.Logging;

namespace Kanshi.Local.Serving;

/// <summary>Asks the judge every day, and at the start when that is due, about answers whose verdict is known.</summary>
internal sealed class ProbeLoop(JudgeProbe probe, TimeProvider clock, ILogger<ProbeLoop> logger) : Loop(TimeSpan.FromDays(1), clock, logger)
{
    protected override Task TurnAsync(CancellationToken cancellation) => probe.RunIfDueAsync(cancellation);
}
