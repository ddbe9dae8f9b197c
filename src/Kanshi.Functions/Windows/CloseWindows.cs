using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Kanshi.Functions.Windows;

/// <summary>Closes the windows that are over, each with its streams shared out over activities, and ends when none is.</summary>
public static class CloseWindows
{
    public const string Name = nameof(CloseWindows);

    /// <summary>Windows until the history is begun anew.</summary>
    internal const int WindowsPerHistory = 12;
    private static readonly TaskOptions _patiently = new(new RetryPolicy(maxNumberOfAttempts: 5, TimeSpan.FromSeconds(2), backoffCoefficient: 2));

    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        for (var closed = 0; closed < WindowsPerHistory; closed++)
        {
            if (await context.CallActivityAsync<ClosingPlan?>(nameof(PlanClosing), WindowClosing.StreamsAtOnce, _patiently) is not { } plan)
                return;
            await Task.WhenAll(plan.Parts.Select(part => context.CallActivityAsync(nameof(CloseStreams), new ClosingPart(plan.Window, part), _patiently)));
            await context.CallActivityAsync(nameof(CompleteWindow), plan.Window, _patiently);
        }

        context.ContinueAsNew();
    }
}
