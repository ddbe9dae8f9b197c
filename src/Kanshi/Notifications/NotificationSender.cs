using Kanshi.Incidents;
using Microsoft.Extensions.Logging;

namespace Kanshi.Notifications;

/// <summary>
/// Carries out what incidents have pending. Each channel has a lane of its own, so that one that hangs or fails holds up no other; within a lane an
/// incident's notifications keep their order, and the lane stops at its first temporary failure until the next pass. What is sent is recorded
/// after the channel took it: a crash in between sends it again with the same key.
/// </summary>
public sealed partial class NotificationSender(
    IncidentDesk desk, IEnumerable<INotifier> notifiers, TimeProvider time, NotificationOptions options, ILogger<NotificationSender> logger)
{
    private readonly Dictionary<string, INotifier> _notifiers = notifiers.ToDictionary(n => n.Name, StringComparer.Ordinal);

    /// <summary>One pass over everything that is due. Passes must not overlap, or what one is sending the other may send as well.</summary>
    public async Task SendDueAsync(CancellationToken cancellation)
    {
        var lanes = new Dictionary<string, List<Notification>>(StringComparer.Ordinal);
        var commands = new Dictionary<string, PendingNotification>(StringComparer.Ordinal);
        await foreach (var incident in desk.ListOpenAsync(cancellation))
        {
            foreach (var command in Due(incident))
            {
                if (!lanes.TryGetValue(command.Channel, out var lane))
                    lanes[command.Channel] = lane = [];
                if (lane.Count == options.MaxPerPass)
                    continue;
                lane.Add(Notification.Of(incident, command));
                commands[command.Key] = command;
            }
        }

        await Task.WhenAll(lanes.Select(lane => SendLaneAsync(lane.Key, lane.Value, commands, cancellation)));
    }

    /// <summary>One pass over what one incident has due on one channel, for a host that drives incidents one by one.</summary>
    public async Task SendDueAsync(string incidentId, string channel, CancellationToken cancellation)
    {
        if (await desk.FindAsync(incidentId, cancellation) is not { } incident)
            return;
        PendingNotification[] due = [.. Due(incident).Where(command => command.Channel == channel)];
        List<Notification> lane = [.. due.Select(command => Notification.Of(incident, command))];
        await SendLaneAsync(channel, lane, due.ToDictionary(command => command.Key, StringComparer.Ordinal), cancellation);
    }

    /// <summary>Of each channel the commands up to the first that has to wait: "resolved" must not overtake an "opened" that is retried.</summary>
    private IEnumerable<PendingNotification> Due(Incident incident)
    {
        var now = time.GetUtcNow();
        return incident.Pending.GroupBy(p => p.Channel, StringComparer.Ordinal).SelectMany(channel => channel.TakeWhile(p => p.NotBefore <= now));
    }

    private async Task SendLaneAsync(
        string channel, List<Notification> lane, Dictionary<string, PendingNotification> commands, CancellationToken cancellation)
    {
        foreach (var notification in lane)
        {
            var result = _notifiers.TryGetValue(channel, out var notifier)
                ? await SendAsync(notifier, notification, cancellation)
                : new DeliveryResult.PermanentFailure($"no channel is named {channel} any more");
            await RecordAsync(channel, commands[notification.Key], notification.IncidentId, result, cancellation);
            if (result is DeliveryResult.TemporaryFailure)
                return;
        }
    }

    private async Task<DeliveryResult> SendAsync(INotifier notifier, Notification notification, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(options.SendTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            // A notifier that ignores its token must not hold the lane either; the send that is left behind ends with its own timeout.
            return await notifier.SendAsync(notification, either.Token).AsTask().WaitAsync(either.Token);
        }
        catch (Exception) when (timeout.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new DeliveryResult.TemporaryFailure($"no answer within {options.SendTimeout.TotalSeconds:0.#} s");
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            Log.Threw(logger, e, notifier.Name, notification.Key);
            return new DeliveryResult.TemporaryFailure(e.GetType().Name);
        }
    }

    private async Task RecordAsync(
        string channel, PendingNotification command, string incidentId, DeliveryResult result, CancellationToken cancellation)
    {
        AttemptResult attempt = result switch
        {
            DeliveryResult.Delivered => new AttemptResult.Delivered(),
            DeliveryResult.PermanentFailure failure => new AttemptResult.GivenUp(failure.Reason),
            DeliveryResult.TemporaryFailure failure => Retry(command, failure),
            _ => throw new ArgumentException($"unknown result {result.GetType().Name}", nameof(result)),
        };
        switch (attempt)
        {
            case AttemptResult.GivenUp givenUp:
                Log.GivenUp(logger, command.Key, channel, givenUp.Reason);
                break;
            case AttemptResult.RetryLater later:
                Log.Failed(logger, command.Key, channel, command.Attempts + 1, ((DeliveryResult.TemporaryFailure)result).Reason, later.NotBefore);
                break;
        }

        await desk.ActAsync(incidentId, new IncidentInput.NotificationAttempted(command.Key, attempt), cancellation);
    }

    private AttemptResult Retry(PendingNotification command, DeliveryResult.TemporaryFailure failure)
    {
        var now = time.GetUtcNow();
        var failures = command.Attempts + 1;
        return now - command.CreatedAt >= options.GiveUpAfter
            ? new AttemptResult.GivenUp($"failed {failures} times in {options.GiveUpAfter.TotalHours:0.#} h, last: {failure.Reason}")
            : new AttemptResult.RetryLater(now + RetryDelay.After(failures, command.Key, failure.RetryAfter, options));
    }

    private static partial class Log
    {
        [LoggerMessage(3111, LogLevel.Warning, "Notification {Key} to {Channel} failed, attempt {Attempt}: {Reason}. Next attempt at {NotBefore:O}")]
        public static partial void Failed(ILogger logger, string key, string channel, int attempt, string reason, DateTimeOffset notBefore);

        [LoggerMessage(3112, LogLevel.Error, "Notification {Key} to {Channel} is given up: {Reason}")]
        public static partial void GivenUp(ILogger logger, string key, string channel, string reason);

        [LoggerMessage(3113, LogLevel.Warning, "Channel {Channel} threw on notification {Key}")]
        public static partial void Threw(ILogger logger, Exception exception, string channel, string key);
    }
}
