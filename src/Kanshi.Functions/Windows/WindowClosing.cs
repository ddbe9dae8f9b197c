using DurableTask.Core.Exceptions;
using Kanshi.Ingestion;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kanshi.Functions.Windows;

/// <summary>Closes windows here and now while streams are few; when they are many, an orchestration shares the work out.</summary>
public sealed class WindowClosing(Tick tick, StreamRegistry streams)
{
    /// <summary>Streams that one activity closes, and that a tick closes by itself.</summary>
    public const int StreamsAtOnce = 250;

    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(10);

    /// <summary>There is one at a time.</summary>
    public const string InstanceId = "close-windows";

    public async Task RunAsync(DurableTaskClient durable, CancellationToken cancellation)
    {
        if ((await streams.ListAsync(cancellation)).Count <= StreamsAtOnce)
        {
            await tick.CloseDueAsync(cancellation);
            return;
        }

        using var limit = new CancellationTokenSource(_limit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        await StartAsync(durable, either.Token).WaitAsync(either.Token);
    }

    private static async Task StartAsync(DurableTaskClient durable, CancellationToken cancellation)
    {
        if (await durable.GetInstanceAsync(InstanceId, cancellation) is { IsCompleted: false })
            return;
        try
        {
            var options = new StartOrchestrationOptions(InstanceId).WithDedupeStatuses(OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running);
            await durable.ScheduleNewOrchestrationInstanceAsync(CloseWindows.Name, input: null, options, cancellation);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // Another tick was quicker.
        }
    }
}
