namespace Kanshi.Notifications;

/// <summary>A channel on which people are told of incidents.</summary>
public interface INotifier
{
    /// <summary>What the options name the channel by; stable, because waiting notifications are kept under it.</summary>
    string Name { get; }

    /// <summary>
    /// Delivers once, waiting for the answer. The same <see cref="Notification.Key"/> may come again after a crash; the receiver is given the key to
    /// tell. Failures are results; what is thrown all the same counts as temporary.
    /// </summary>
    ValueTask<DeliveryResult> SendAsync(Notification notification, CancellationToken cancellation);
}
