using Kanshi.Judging.Calibration;
using Microsoft.Azure.Functions.Worker;

namespace Kanshi.Functions.Judging;

/// <summary>Asks the judge every night about answers whose verdict is known. Again on the same night: nothing is due.</summary>
public sealed class ProbeJudge(JudgeProbe? probe = null)
{
    [Function(nameof(ProbeJudge))]
    public Task RunAsync([TimerTrigger("0 40 3 * * *")] TimerInfo timer, CancellationToken cancellation) => probe?.RunIfDueAsync(cancellation) ?? Task.CompletedTask;
}
