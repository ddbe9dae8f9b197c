using System.Text.Json;
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

    /// <summary>Nobody has acknowledged it in time, or for another while.</summary>
    [JsonStringEnumMemberName("reminder")]
    Reminder,

    /// <summary>Over: resolved, or found to be a false positive.</summary>
    [JsonStringEnumMemberName("resolved")]
    Resolved,

    [JsonStringEnumMemberName("reopened")]
    Reopened,

    /// <summary>Somebody has taken it.</summary>
    [JsonStringEnumMemberName("acknowledged")]
    Acknowledged,

    /// <summary>A mitigation waits for a person's word.</summary>
    [JsonStringEnumMemberName("approval-needed")]
    ApprovalNeeded,

    /// <summary>A mitigation was carried out; whether it helps is being verified.</summary>
    [JsonStringEnumMemberName("mitigated")]
    Mitigated,

    /// <summary>A mitigation was taken back.</summary>
    [JsonStringEnumMemberName("undone")]
    Undone,

    /// <summary>What was tried has not helped, or nobody answers: somebody else has to look.</summary>
    [JsonStringEnumMemberName("escalated")]
    Escalated,

    /// <summary>Nothing has happened: somebody tries whether a channel works. Never a command of an incident.</summary>
    [JsonStringEnumMemberName("test")]
    Test,
}

public static class NotificationKinds
{
    /// <summary>The kinds that incidents tell of.</summary>
    public static IReadOnlyList<NotificationKind> OfIncidents { get; } = [.. Enum.GetValues<NotificationKind>().Where(kind => kind != NotificationKind.Test)];

    /// <summary>As it is written in settings and messages: "approval-needed".</summary>
    public static string Name(this NotificationKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    /// <summary>Whether it may be held back for a while, so that what comes right after it is told with it. Everything else asks somebody to act, or not to.</summary>
    public static bool CanWait(this NotificationKind kind) =>
        kind is NotificationKind.Opened or NotificationKind.Reopened or NotificationKind.Resolved or NotificationKind.Mitigated;
}
