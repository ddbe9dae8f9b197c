namespace Kanshi.Incidents;

/// <summary>A notification that was given up. It stays with the incident and can be sent again.</summary>
/// <param name="Key">As the <see cref="PendingNotification"/> had it; what is sent again has it too.</param>
/// <param name="Attempts">Deliveries that failed in a way that was worth trying again.</param>
/// <param name="Reason">Why it was given up; no secret, and no address beyond a host.</param>
public sealed record DeadLetter(
    string Key, NotificationKind Kind, string Channel, DateTimeOffset CreatedAt, DateTimeOffset GivenUpAt, int Attempts, string Reason);
