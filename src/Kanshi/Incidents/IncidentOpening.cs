namespace Kanshi.Incidents;

/// <summary>How an incident begins: detected and triaged in one step, so that nobody ever sees one without a severity.</summary>
internal static class IncidentOpening
{
    /// <summary>A person who opens an incident says what is wrong, not how grave it is; joining signals may worsen it.</summary>
    private const int SeverityByHand = 3;
    private const int LeastSeverity = 4;

    public static Incident BySignal(Signal signal, string? previous, DateTimeOffset now, IncidentOptions options)
    {
        var opened = new Incident
        {
            Id = IncidentId.For(signal.Stream.Service, now, signal.Id).ToString(),
            Service = signal.Stream.Service,
            Summary = "",
            State = IncidentState.Detected,
            Severity = LeastSeverity,
            Confidence = 0,
            Since = signal.Since,
            OpenedAt = now,
            PreviousIncidentId = previous,
            Told = [],
            Signals = [new IncidentSignal(signal, SignalState.Active, signal.WindowStart)],
        };
        opened = opened.Note(now, TimelineEntry.Kanshi, TimelineKind.Opened, signal.Id).Retriage();
        opened = Triaged(opened, now);
        return signal.Page ? opened.Page(NotificationKind.Opened, now, options) : opened;
    }

    public static Incident ByHand(IncidentInput.OpenedByHand input, DateTimeOffset now, IncidentOptions options)
    {
        var opened = new Incident
        {
            Id = IncidentId.For(input.Service, now, $"{input.By}\n{input.Summary}\n{now.UtcTicks}").ToString(),
            Service = input.Service,
            Summary = IncidentLimits.Cut(input.Summary, IncidentLimits.MaxText),
            State = IncidentState.Detected,
            Severity = SeverityByHand,
            Symptom = input.Symptom,
            Confidence = 1,
            Since = input.Since ?? now,
            OpenedAt = now,
            Manual = true,
            PreviousIncidentId = input.Previous,
            Told = [],
        };
        return Triaged(opened.Note(now, input.By, TimelineKind.Opened, input.Summary), now).Page(NotificationKind.Opened, now, options);
    }

    private static Incident Triaged(Incident incident, DateTimeOffset now)
    {
        var to = IncidentTransitions.Next(incident.State, IncidentTrigger.Triage)
            ?? throw new InvalidOperationException("The transition table has no way out of Detected.");
        return incident.Enter(to, now, TimelineEntry.Kanshi, TimelineKind.Triaged, $"severity {incident.Severity}");
    }
}
