using Kanshi.Incidents;

namespace Kanshi.Telemetry;

/// <summary>
/// Tells of incidents what their rows say. Notifications are counted here and not where they are sent: of two senders that were both at it, one
/// changes the row.
/// </summary>
public sealed class IncidentTelemetry(KanshiMetrics metrics, TelemetryFeed feed) : IIncidentObserver
{
    public void Changed(Incident incident, Incident? before)
    {
        var entries = incident.EntriesSince(before);
        if (before is not null)
            CountNotifications(incident, before, entries);
        if (!feed.IsHeard)
            return;
        foreach (var entry in entries)
            feed.Send(IncidentEvents.Of(incident, entry));
    }

    private void CountNotifications(Incident incident, Incident before, IReadOnlyList<TimelineEntry> entries)
    {
        // One change settles one notification, or gives up the oldest for want of room: what has left the row has left it in one way.
        var settled = entries.Any(entry => entry.Kind == TimelineKind.NotificationFailed) ? NotificationResult.GivenUp : NotificationResult.Delivered;
        foreach (var command in before.Pending)
        {
            var left = incident.Pending.FirstOrDefault(pending => pending.Key == command.Key);
            if (left is null)
                metrics.NotificationAttempted(command.Channel, settled);
            else if (left.Attempts > command.Attempts)
                metrics.NotificationAttempted(command.Channel, NotificationResult.Retried);
        }
    }
}
