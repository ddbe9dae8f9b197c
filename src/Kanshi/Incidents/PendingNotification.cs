using System.Text.Json.Serialization;

namespace Kanshi.Incidents;

/// <summary>What people are told of.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NotificationKind>))]
public enum NotificationKind
{
    [JsonStringEnumMemberName("opened")]
    Opened,

    /// <summary>A further signal made it more severe.</summary>
    [JsonStringEnumMemberName("worsened")]
    Worsened,

    /// <summary>Nobody has acknowledged it in time.</summary>
    [JsonStringEnumMemberName("reminder")]
    Reminder,

    /// <summary>Over: resolved, or found to be a false positive.</summary>
    [JsonStringEnumMemberName("resolved")]
    Resolved,

    [JsonStringEnumMemberName("reopened")]
    Reopened,
}

/// <summary>
/// A command of the incident that is yet to be carried out: tell a channel. It stays until the channel has taken it or it is given up, so
/// that a crash sends it again, with the same key.
/// </summary>
/// <param name="Key">"{incident}/{n}", n from 0 without gaps: what makes a repeated delivery recognisable.</param>
/// <param name="Channel">The name of a notifier.</param>
/// <param name="Attempts">Deliveries tried and failed so far.</param>
/// <param name="NotBefore">The next attempt is not made earlier.</param>
public sealed record PendingNotification(
    string Key, NotificationKind Kind, string Channel, DateTimeOffset CreatedAt, int Attempts, DateTimeOffset NotBefore);
