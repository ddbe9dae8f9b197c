using System.Net;
using System.Net.Sockets;
using Kanshi.Functions.Incidents;
using Kanshi.Functions.Tests.Incidents;
using Kanshi.Functions.Windows;
using Kanshi.Windows;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kanshi.Functions.Tests.Durable;

/// <summary>The real Durable engine in this process, with the orchestrators and activities of this host.</summary>
internal static class DurableEngine
{
    /// <param name="closing">The activities of closing; null where no window is closed.</param>
    public static Task<DurableTaskTestHost> StartAsync(IncidentRig rig, ClosingActivities? closing = null) => DurableTaskTestHost.StartAsync(
        registry =>
        {
            registry.AddOrchestrator(IncidentOrchestrator.Name, () => new Orchestrator<string>(IncidentOrchestrator.RunAsync));
            registry.AddActivity(nameof(AdvanceIncident), _ => new Activity<string>(async id => await new AdvanceIncident(rig.Desk).RunAsync(id, default)));
            registry.AddActivity(nameof(SendNotifications), _ => new Activity<NotificationLane>(async lane => await Nothing(new SendNotifications(rig.Sender).RunAsync(lane, default))));
            if (closing is null)
                return;
            registry.AddOrchestrator(CloseWindows.Name, () => new Orchestrator<object>((context, _) => CloseWindows.RunAsync(context)));
            registry.AddActivity(nameof(PlanClosing), _ => new Activity<int>(async size => await closing.Plan.RunAsync(size, default)));
            registry.AddActivity(nameof(CloseStreams), _ => new Activity<ClosingPart>(async part => await Nothing(closing.CloseAsync(part))));
            registry.AddActivity(nameof(CompleteWindow), _ => new Activity<DueWindow>(async window => await Nothing(closing.Complete.RunAsync(window, default))));
        },
        new DurableTaskTestHostOptions { Port = FreePort(), LoggerFactory = NullLoggerFactory.Instance });

    private static async Task<object?> Nothing(Task work)
    {
        await work;
        return null;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Orchestrator<T>(Func<TaskOrchestrationContext, T, Task> run) : TaskOrchestrator<T, object?>
    {
        public override async Task<object?> RunAsync(TaskOrchestrationContext context, T input)
        {
            await run(context, input);
            return null;
        }
    }

    private sealed class Activity<T>(Func<T, Task<object?>> run) : TaskActivity<T, object?>
    {
        public override Task<object?> RunAsync(TaskActivityContext context, T input) => run(input);
    }
}

internal sealed record ClosingActivities(PlanClosing Plan, Func<ClosingPart, Task> CloseAsync, CompleteWindow Complete);
