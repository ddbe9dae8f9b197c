namespace Kanshi.Incidents;

/// <summary>The small changes that steps are made of.</summary>
internal static class IncidentChanges
{
    /// <summary>An entry about something that left the state as it is.</summary>
    public static Incident Note(this Incident incident, DateTimeOffset at, string by, TimelineKind kind, string? note) =>
        incident.Enter(incident.State, at, by, kind, note);

    /// <summary>Puts the incident into a state and writes down why.</summary>
    public static Incident Enter(this Incident incident, IncidentState to, DateTimeOffset at, string by, TimelineKind kind, string? note)
    {
        var (name, text) = (IncidentLimits.Cut(by, IncidentLimits.MaxName), note is null ? null : IncidentLimits.Cut(note, IncidentLimits.MaxText));
        return incident with
        {
            State = to,
            ResolvedAt = to.IsOngoing() ? null : incident.ResolvedAt ?? at,
            Timeline = [.. incident.Timeline, new TimelineEntry(at, name, kind, incident.State, to, text)],
        };
    }

    /// <summary>Calls people: the first time with the news that it opened, and from now on an acknowledgement is awaited.</summary>
    public static Incident Page(this Incident incident, NotificationKind kind, DateTimeOffset now, IncidentOptions options) =>
        (incident with { PagedAt = now, Reminded = false }).Tell(kind, now, options);

    /// <summary>Judges the signals anew. A severity once given is not taken back, and what a person wrote stays.</summary>
    public static Incident Retriage(this Incident incident)
    {
        var verdict = Triage.Judge([.. incident.Signals.Select(s => s.Signal)]);
        return incident with
        {
            Summary = incident.Manual ? incident.Summary : IncidentLimits.Cut(verdict.Summary, IncidentLimits.MaxText),
            Symptom = incident.Manual ? incident.Symptom ?? verdict.Symptom : verdict.Symptom,
            Severity = Math.Min(incident.Severity, verdict.Severity),
            Confidence = Math.Max(incident.Confidence, verdict.Confidence),
            Cause = verdict.Cause,
            Layer = verdict.Layer,
            Since = incident.Signals.Min(s => s.Signal.Since) is var since && since < incident.Since ? since : incident.Since,
        };
    }
}
