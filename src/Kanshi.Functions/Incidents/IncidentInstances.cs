using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kanshi.Functions.Incidents;

/// <summary>Starts, pokes and ends the instances that drive incidents.</summary>
public static class IncidentInstances
{
    /// <summary>Sees to it that an instance runs and looks at the row again.</summary>
    public static async Task StartOrPokeAsync(this DurableTaskClient durable, string incidentId, CancellationToken cancellation)
    {
        var id = InstanceId.Of(incidentId);
        if (await durable.GetInstanceAsync(id, cancellation) is { IsCompleted: false })
            await durable.RaiseEventAsync(id, IncidentOrchestrator.Poke, eventPayload: null, cancellation);
        else
            await durable.StartAsync(incidentId, cancellation);
    }

    /// <summary>Two starts of one incident make one instance: the one that comes second has become a poke that is not needed, since the first reads the row.</summary>
    private static async Task StartAsync(this DurableTaskClient durable, string incidentId, CancellationToken cancellation)
    {
        var options = new StartOrchestrationOptions(InstanceId.Of(incidentId)).WithDedupeStatuses(
            OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended);
        try
        {
            await durable.ScheduleNewOrchestrationInstanceAsync(IncidentOrchestrator.Name, incidentId, options, cancellation);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            await durable.RaiseEventAsync(InstanceId.Of(incidentId), IncidentOrchestrator.Poke, eventPayload: null, cancellation);
        }
    }
}
