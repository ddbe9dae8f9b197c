using Kanshi.Incidents;
using Microsoft.Extensions.Logging;

namespace Kanshi.Notifications;

/// <summary>
/// Carries out what incidents have pending. Each channel has a lane of its own, so that one that hangs or fails holds up no other; within a lane an
/// incident's notifications keep their order, and the lane stops at its first temporary failure until the next pass. What is sent is recorded
/// after the channel took it: a crash in between sends it again with the same key. The gravest incidents go first, as much as a channel may be sent.
/// </summary>
/// <param name="rate">Null: channels are sent as much as there is.</param>
public sealed partial class NotificationSender(
    IncidentDesk desk,
    IEnumerable<INotifier> notifiers,
    TimeProvider time,
    NotificationOptions options,
    ILogger<NotificationSender> logger,
    ChannelRate? rate = null)
{
    private readonly Dictionary<string, INotifier> _notifiers = notifiers.ToDictionary(n => n.Name, StringComparer.Ordinal);

    /// <summary>The channels that there are.</summary>
    public IReadOnlyCollection<string> Channels => _notifiers.Keys;

    /// <summary>One pass over everything that is due. Passes must not overlap, or what one is sending the other may send as well.</summary>
    public async Task SendDueAsync(CancellationToken cancellation)
    {
        var due = new List<Message>();
        await foreach (var incident in desk.ListOpenAsync(cancellation))
            due.AddRange(Due(incident));
        await Task.WhenAll(due.GroupBy(message => message.Command.Channel, StringComparer.Ordinal)
            .Select(lane => SendLaneAsync(lane.Key, InOrder(lane).Take(options.MaxPerPass), cancellation)));
    }

    /// <summary>One pass over what one incident has due on one channel, for a host that drives incidents one by one.</summary>
    public async Task SendDueAsync(string incidentId, string channel, CancellationToken cancellation)
    {
        if (await desk.FindAsync(incidentId, cancellation) is not { } incident)
            return;
        Message[] due = [.. Due(incident).Where(message => message.Command.Channel == channel)];

        // Whoever drives one incident asks its row when to come again.
        if (await SendLaneAsync(channel, due, cancellation) is var (deferred, notBefore))
        {
            var spread = RetryDelay.Spread(deferred.Command.Key, options);
            await desk.ActAsync(incidentId, new IncidentInput.NotificationAttempted(deferred.Command.Key, new AttemptResult.Deferred(notBefore + spread)), cancellation);
        }
    }

    /// <summary>Sends a test to one channel; null when none has that name. Nothing is kept of it.</summary>
    public async Task<DeliveryResult?> TestAsync(string channel, CancellationToken cancellation) =>
        _notifiers.TryGetValue(channel, out var notifier) ? await SendAsync(notifier, Notification.Test(time.GetUtcNow()), cancellation) : null;

    /// <summary>Of each channel the commands up to the first that has to wait: "resolved" must not overtake an "opened" that is retried.</summary>
    private IEnumerable<Message> Due(Incident incident)
    {
        var now = time.GetUtcNow();
        return incident.Pending.GroupBy(p => p.Channel, StringComparer.Ordinal).SelectMany(channel => channel.TakeWhile(p => p.NotBefore <= now))
            .Select(command => new Message(Notification.Of(incident, command), command));
    }

    /// <summary>The gravest incidents first, then those that wait longest; of one incident in its own order.</summary>
    private static IEnumerable<Message> InOrder(IEnumerable<Message> lane) => lane
        .GroupBy(message => message.Notification.IncidentId, StringComparer.Ordinal)
        .OrderBy(incident => incident.First().Notification.Severity).ThenBy(incident => incident.First().Command.CreatedAt)
        .SelectMany(incident => incident);

    /// <summary>Sends until the channel fails for now or has had enough; then the message that was not sent, and when there is room for it.</summary>
    private async Task<(Message Deferred, DateTimeOffset NotBefore)?> SendLaneAsync(string channel, IEnumerable<Message> lane, CancellationToken cancellation)
    {
        foreach (var message in lane)
        {
            if (_notifiers.TryGetValue(channel, out var notifier) && rate is not null && await rate.TakeAsync(channel, cancellation) is { } notBefore)
                return (message, notBefore);
            var result = notifier is null
                ? new DeliveryResult.PermanentFailure($"no channel is named {channel} any more")
                : await SendAsync(notifier, message.Notification, cancellation);
            await RecordAsync(channel, message.Command, message.Notification.IncidentId, result, cancellation);
            if (result is DeliveryResult.TemporaryFailure)
                return null;
        }

        return null;
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
            // The exception itself is not logged: its text is whatever the other side or a library made of an address or a key.
            Log.Threw(logger, notifier.Name, notification.Key, e.GetType().Name);
            return new DeliveryResult.TemporaryFailure(e.GetType().Name);
        }
    }

    private async Task RecordAsync(
        string channel, PendingNotification command, string incidentId, DeliveryResult result, CancellationToken cancellation)
    {
        AttemptResult attempt = result switch
        {
            DeliveryResult.Delivered delivered => new AttemptResult.Delivered(delivered.Thread),
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

    private sealed record Message(Notification Notification, PendingNotification Command);

    private static partial class Log
    {
        [LoggerMessage(3111, LogLevel.Warning, "Notification {Key} to {Channel} failed, attempt {Attempt}: {Reason}. Next attempt at {NotBefore:O}")]
        public static partial void Failed(ILogger logger, string key, string channel, int attempt, string reason, DateTimeOffset notBefore);

        [LoggerMessage(3112, LogLevel.Error, "Notification {Key} to {Channel} is given up: {Reason}")]
        public static partial void GivenUp(ILogger logger, string key, string channel, string reason);

        [LoggerMessage(3113, LogLevel.Warning, "Channel {Channel} threw {Exception} on notification {Key}")]
        public static partial void Threw(ILogger logger, string channel, string key, string exception);
    }
}
