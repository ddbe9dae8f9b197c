using Kanshi.Incidents;

namespace Kanshi.Web;

/// <summary>An incident as the API shows it: the stored one without what only the machinery needs. Pending: notifications on their way; dead letters: those given up.</summary>
public sealed record IncidentView(
    string Id,
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
    Acknowledgement? Acknowledged,
    bool Manual,
    bool Paged,
    string? PreviousIncidentId,
    IReadOnlyList<IncidentSignal> Signals,
    IReadOnlyList<TimelineEntry> Timeline,
    IReadOnlyList<PendingNotification> Pending,
    IReadOnlyList<DeadLetter> DeadLetters)
{
    public static IncidentView Of(Incident incident) => new(
        incident.Id, incident.Service, incident.Summary, incident.State, incident.Severity, incident.Symptom, incident.Cause, incident.Layer,
        incident.Confidence, incident.Since, incident.OpenedAt, incident.ResolvedAt, incident.Acknowledged, incident.Manual, incident.Paged,
        incident.PreviousIncidentId, incident.Signals, incident.Timeline, incident.Pending, incident.DeadLetters);
}
