namespace Kanshi.Incidents;

/// <summary>What people do to an incident beyond a plain transition.</summary>
internal static class PersonSteps
{
    // No note ends an incident, so none tells anybody.
    private static readonly IncidentOptions _silent = new() { Channels = [] };

    /// <summary>The first to take it is told to everybody, so that nobody else gets up for it.</summary>
    public static IncidentStep Acknowledge(Incident incident, IncidentInput.Acknowledge input, DateTimeOffset now, IncidentOptions options)
    {
        var by = IncidentLimits.Cut(input.By, IncidentLimits.MaxName);
        var step = IncidentLifecycle.Move(
            incident with { Acknowledged = new(by, now) }, IncidentTrigger.Acknowledge, by, TimelineKind.Acknowledged, input.Note, now, options);
        return (step, incident.Acknowledged) switch
        {
            (IncidentStep.Changed { Incident: var acknowledged }, null) => new IncidentStep.Changed(acknowledged.Tell(NotificationKind.Acknowledged, now, options)),
            (IncidentStep.Changed, _) => new IncidentStep.Unchanged(incident),
            _ => step,
        };
    }

    /// <summary>The same words by the same person twice in a row are one note: the request was repeated.</summary>
    public static IncidentStep Annotate(Incident incident, IncidentInput.Annotate input, DateTimeOffset now)
    {
        var step = IncidentLifecycle.Move(incident, IncidentTrigger.Annotate, input.By, TimelineKind.Annotated, input.Note, now, _silent);
        return step is IncidentStep.Changed changed && incident.Timeline is [.., var last] && last with { At = now } == changed.Incident.Timeline[^1]
            ? new IncidentStep.Unchanged(incident)
            : step;
    }

    /// <summary>Somebody has to take it anew, so an old acknowledgement no longer counts.</summary>
    public static IncidentStep Reopen(Incident incident, IncidentInput.Reopen input, DateTimeOffset now, IncidentOptions options)
    {
        var step = IncidentLifecycle.Move(
            incident with { Acknowledged = null }, IncidentTrigger.Reopen, input.By, TimelineKind.Reopened, input.Note, now, options);
        return step is IncidentStep.Changed { Incident: { Paged: true } reopened }
            ? new IncidentStep.Changed(reopened.Page(NotificationKind.Reopened, now, options))
            : step;
    }
}
