using Kanshi.Incidents;
using Kanshi.Notifications;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Kanshi.Functions.Incidents;

/// <summary>
/// Finds the incidents with something overdue, heals what drives them, and after a while does it without them: an incident is told of even when
/// orchestrations are not to be had.
/// </summary>
public sealed partial class IncidentWatchdog(IncidentDesk desk, NotificationSender sender, TimeProvider clock, ILogger<IncidentWatchdog> logger)
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(5);

    public async Task RunAsync(DurableTaskClient durable, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var overdue = new List<(string Id, IncidentAgenda Agenda)>();
        await foreach (var incident in desk.AgendasAsync(cancellation))
        {
            if (InstanceHealth.IsOverdue(incident.Agenda, now, InstanceHealth.Patience))
                overdue.Add(incident);
        }

        // People are told first: an engine that does not answer must not keep any incident from it.
        foreach (var (id, agenda) in overdue)
        {
            if (InstanceHealth.IsOverdue(agenda, now, InstanceHealth.FailOpenAfter))
                await DriveAsync(id, cancellation);
        }

        foreach (var (id, agenda) in overdue)
        {
            if (!await TryHealAsync(durable, id, agenda, now, cancellation))
                return; // nor will it answer for the others; the next minute tries again
        }
    }

    private async Task DriveAsync(string id, CancellationToken cancellation)
    {
        var agenda = await desk.AdvanceAsync(id, cancellation);
        await Task.WhenAll(agenda.DueChannels.Select(channel => sender.SendDueAsync(id, channel, cancellation)));
    }

    private async Task<bool> TryHealAsync(DurableTaskClient durable, string id, IncidentAgenda agenda, DateTimeOffset now, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(_limit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await HealAsync(durable, id, agenda, now, either.Token).WaitAsync(either.Token);
            return true;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            Log.CouldNotHeal(logger, e, id);
            return false;
        }
    }

    private async Task HealAsync(DurableTaskClient durable, string id, IncidentAgenda agenda, DateTimeOffset now, CancellationToken cancellation)
    {
        var instance = await durable.GetInstanceAsync(InstanceId.Of(id), cancellation);
        var remedy = InstanceHealth.Judge(agenda, instance, now);
        if (remedy != Remedy.None)
            Log.Overdue(logger, id, agenda.OverdueSince!.Value, remedy);
        if (remedy == Remedy.StartOrPoke)
            await durable.StartOrPokeAsync(id, cancellation);
        else if (remedy == Remedy.Terminate)
            await durable.TerminateInstanceAsync(InstanceId.Of(id), "stands still", cancellation);
    }

    private static partial class Log
    {
        [LoggerMessage(4121, LogLevel.Warning, "Incident {IncidentId} has something overdue since {Since:O}: {Remedy}")]
        public static partial void Overdue(ILogger logger, string incidentId, DateTimeOffset since, Remedy remedy);

        [LoggerMessage(4122, LogLevel.Error, "What drives incident {IncidentId} could not be looked after")]
        public static partial void CouldNotHeal(ILogger logger, Exception exception, string incidentId);
    }
}
