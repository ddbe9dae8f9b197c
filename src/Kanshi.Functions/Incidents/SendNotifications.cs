using Kanshi.Notifications;
using Microsoft.Azure.Functions.Worker;

namespace Kanshi.Functions.Incidents;

/// <summary>
/// Sends what an incident has due on one channel. What was sent is struck off the row; again, after a crash in between, the channel is told
/// with the same key.
/// </summary>
public sealed class SendNotifications(NotificationSender sender)
{
    [Function(nameof(SendNotifications))]
    public Task RunAsync([ActivityTrigger] NotificationLane lane, CancellationToken cancellation) =>
        sender.SendDueAsync(lane.IncidentId, lane.Channel, cancellation);
}

public sealed record NotificationLane(string IncidentId, string Channel);
