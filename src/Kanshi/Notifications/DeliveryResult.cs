namespace Kanshi.Notifications;

/// <summary>What came of a delivery. Reasons name no secret and no address beyond the host: they are kept with the incident.</summary>
public abstract record DeliveryResult
{
    private DeliveryResult()
    {
    }

    /// <param name="Thread">What the channel calls the conversation, to be given back with the incident's next notification; null where it has none.</param>
    public sealed record Delivered(string? Thread = null) : DeliveryResult;

    /// <summary>Worth trying again, not before <paramref name="RetryAfter"/> where the channel said so.</summary>
    public sealed record TemporaryFailure(string Reason, TimeSpan? RetryAfter = null) : DeliveryResult;

    /// <summary>Will fail the same way every time.</summary>
    public sealed record PermanentFailure(string Reason) : DeliveryResult;
}
