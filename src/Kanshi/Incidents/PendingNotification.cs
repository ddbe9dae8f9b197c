namespace Kanshi.Incidents;

/// <summary>
/// A command of the incident that is yet to be carried out: tell a channel. It stays until the channel has taken it, it is given up, or newer news
/// stands for it, so that a crash sends it again, with the same key.
/// </summary>
/// <param name="Key">"{incident}/{n}", n from 0 without gaps: what makes a repeated delivery recognisable.</param>
/// <param name="Channel">The name of a notifier.</param>
/// <param name="Attempts">Deliveries tried and failed so far, also of what it stands for.</param>
/// <param name="NotBefore">The next attempt is not made earlier.</param>
/// <param name="StandsFor">What the channel was not told by itself because this came before it could be; null for nothing.</param>
/// <param name="Note">What is to be said beside the incident's own facts, such as what waits for approval; no prompt or response text. Mostly null.</param>
public sealed record PendingNotification(
    string Key,
    NotificationKind Kind,
    string Channel,
    DateTimeOffset CreatedAt,
    int Attempts,
    DateTimeOffset NotBefore,
    IReadOnlyList<NotificationKind>? StandsFor = null,
    string? Note = null);
