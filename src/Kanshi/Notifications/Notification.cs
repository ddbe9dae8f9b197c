using Kanshi.Incidents;

namespace Kanshi.Notifications;

/// <summary>
/// What a channel is told: one change of an incident, with the incident as it is when the message leaves. It holds no prompt or response text.
/// </summary>
/// <param name="Key">The same in every delivery of the same notification, and in no other.</param>
/// <param name="At">When the change happened.</param>
/// <param name="Severity">1 (worst) to 4.</param>
/// <param name="Symptom">Null when opened by hand without one.</param>
/// <param name="Layer">Null while the cause is unknown.</param>
/// <param name="Confidence">0..1.</param>
/// <param name="AcknowledgedBy">Null while nobody has.</param>
public sealed record Notification(
    string Key,
    NotificationKind Kind,
    DateTimeOffset At,
    string IncidentId,
    string Service,
    string Summary,
    IncidentState State,
    int Severity,
    Symptom? Symptom,
    string Cause,
    CauseLayer? Layer,
    double Confidence,
    DateTimeOffset Since,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ResolvedAt,
    string? AcknowledgedBy)
{
    public static Notification Of(Incident incident, PendingNotification command) => new(
        command.Key,
        command.Kind,
        command.CreatedAt,
        incident.Id,
        incident.Service,
        incident.Summary,
        incident.State,
        incident.Severity,
        incident.Symptom,
        incident.Cause,
        incident.Layer,
        incident.Confidence,
        incident.Since,
        incident.OpenedAt,
        incident.ResolvedAt,
        incident.Acknowledged?.By);
}
