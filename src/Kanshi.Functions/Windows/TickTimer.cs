using Kanshi.Functions.Incidents;
using Kanshi.Judging;
using Kanshi.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kanshi.Functions.Windows;

/// <summary>
/// Every minute: the plan of the sampling and the judged windows, windows that are over, incidents with something overdue, pokes that have collected. A part that fails keeps no other from its turn, and
/// the next minute repeats it.
/// </summary>
public sealed class TickTimer(WindowClosing closing, IncidentPokes pokes, IncidentWatchdog watchdog, TickTelemetry telemetry, JudgeTick? judgeTick = null)
{
    [Function("Tick")]
    public Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        telemetry.MeasureAsync(token => RunPartsAsync(durable, token), cancellation);

    private async Task RunPartsAsync(DurableTaskClient durable, CancellationToken cancellation)
    {
        var failures = new List<Exception>();
        foreach (var part in (Func<DurableTaskClient, CancellationToken, Task>[])[JudgeAsync, closing.RunAsync, watchdog.RunAsync, pokes.FlushAsync])
        {
            try
            {
                await part(durable, cancellation);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                failures.Add(e);
            }
        }

        if (failures.Count > 0)
            throw new AggregateException("The tick did a part of its work only.", failures);
    }

    private Task JudgeAsync(DurableTaskClient durable, CancellationToken cancellation) => judgeTick?.RunAsync(cancellation) ?? Task.CompletedTask;
}
