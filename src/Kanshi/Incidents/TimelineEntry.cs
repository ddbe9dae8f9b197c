using System.Text.Json.Serialization;

namespace Kanshi.Incidents;

[JsonConverter(typeof(JsonStringEnumConverter<TimelineKind>))]
public enum TimelineKind
{
    [JsonStringEnumMemberName("opened")]
    Opened,

    [JsonStringEnumMemberName("triaged")]
    Triaged,

    [JsonStringEnumMemberName("signal-joined")]
    SignalJoined,

    [JsonStringEnumMemberName("signal-recovering")]
    SignalRecovering,

    [JsonStringEnumMemberName("signal-relapsed")]
    SignalRelapsed,

    [JsonStringEnumMemberName("signal-recovered")]
    SignalRecovered,

    [JsonStringEnumMemberName("acknowledged")]
    Acknowledged,

    [JsonStringEnumMemberName("annotated")]
    Annotated,

    [JsonStringEnumMemberName("resolved")]
    Resolved,

    [JsonStringEnumMemberName("reopened")]
    Reopened,

    [JsonStringEnumMemberName("marked-false-positive")]
    MarkedFalsePositive,

    [JsonStringEnumMemberName("closed")]
    Closed,

    [JsonStringEnumMemberName("reminded")]
    Reminded,

    [JsonStringEnumMemberName("notified")]
    Notified,

    /// <summary>A notification that will not be sent any more; the note says why.</summary>
    [JsonStringEnumMemberName("notification-failed")]
    NotificationFailed,

    /// <summary>A person has what was given up sent again.</summary>
    [JsonStringEnumMemberName("notifications-resent")]
    NotificationsResent,
}

/// <summary>One thing that happened to an incident.</summary>
/// <param name="By">Who did it; <see cref="TimelineEntry.Kanshi"/> for what the product did itself.</param>
/// <param name="From">The state before; the same as <paramref name="To"/> when it stayed.</param>
public sealed record TimelineEntry(DateTimeOffset At, string By, TimelineKind Kind, IncidentState From, IncidentState To, string? Note)
{
    public const string Kanshi = "kanshi";
}
