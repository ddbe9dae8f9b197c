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
        foreach (var command in before.Pending)
        {
            var left = incident.Pending.FirstOrDefault(pending => pending.Key == command.Key);
            if (left is null)
                metrics.NotificationAttempted(command.Channel, SettledBy(command, incident, entries));
            else if (left.Attempts > command.Attempts)
                metrics.NotificationAttempted(command.Channel, NotificationResult.Retried);
        }
    }

    /// <summary>A command that has left the row was given up, and lies among the dead letters; or was delivered, which is a change of its own; or another stands for it.</summary>
    private static NotificationResult SettledBy(PendingNotification command, Incident incident, IReadOnlyList<TimelineEntry> entries) =>
        incident.DeadLetters.Any(letter => letter.Key == command.Key) ? NotificationResult.GivenUp
        : entries.Any(entry => entry.Kind == TimelineKind.Notified) ? NotificationResult.Delivered
        : NotificationResult.Superseded;
}
