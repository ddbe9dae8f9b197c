namespace Kanshi.Incidents;

/// <summary>
/// The one way in which an incident changes: state, input and time in, the changed incident or a named refusal out. Both hosts, the signals,
/// people and the clock all come through here. An input of a signal applied twice changes nothing the second time.
/// </summary>
public static class IncidentLifecycle
{
    public static IncidentStep Step(Incident? incident, IncidentInput input, DateTimeOffset now, IncidentOptions options)
    {
        var step = (incident, input) switch
        {
            (null, IncidentInput.SignalRaised raised) =>
                new IncidentStep.Changed(IncidentOpening.BySignal(raised.Signal, raised.Previous, now, options)),
            (null, IncidentInput.OpenedByHand opened) => new IncidentStep.Changed(IncidentOpening.ByHand(opened, now, options)),
            (null, _) => new IncidentStep.Refused(StepRefusal.NoIncident, State: null),
            (_, IncidentInput.OpenedByHand) => new IncidentStep.Refused(StepRefusal.AlreadyOpened, incident.State),
            (_, IncidentInput.SignalRaised raised) => SignalSteps.Join(incident, raised.Signal, now, options),
            (_, IncidentInput.SignalRecovering it) => SignalSteps.Recovering(incident, it, now, options),
            (_, IncidentInput.SignalRelapsed it) => SignalSteps.Relapsed(incident, it, now, options),
            (_, IncidentInput.SignalRecovered it) => SignalSteps.Recovered(incident, it, now, options),
            (_, IncidentInput.Acknowledge it) => PersonSteps.Acknowledge(incident, it, now, options),
            (_, IncidentInput.Annotate it) => PersonSteps.Annotate(incident, it, now),
            (_, IncidentInput.Resolve it) => Move(incident, IncidentTrigger.Resolve, it.By, TimelineKind.Resolved, it.Note, now, options),
            (_, IncidentInput.Reopen it) => PersonSteps.Reopen(incident, it, now, options),
            (_, IncidentInput.MarkFalsePositive it) =>
                Move(incident, IncidentTrigger.MarkFalsePositive, it.By, TimelineKind.MarkedFalsePositive, it.Note, now, options),
            (_, IncidentInput.TimePassed) => TimePassed(incident, now, options),
            (_, IncidentInput.NotificationAttempted it) => NotificationSteps.Attempted(incident, it, now),
            (_, IncidentInput.ResendNotifications it) => NotificationSteps.Resend(incident, it, now),
            _ => throw new ArgumentException($"unknown input {input.GetType().Name}", nameof(input)),
        };
        return step is IncidentStep.Changed changed ? new IncidentStep.Changed(IncidentLimits.Trim(changed.Incident, now)) : step;
    }

    /// <summary>
    /// Takes the step that the table has for the trigger, or says that it has none. That the incident is over is told here, once, whatever ended it.
    /// </summary>
    internal static IncidentStep Move(
        Incident incident, IncidentTrigger trigger, string by, TimelineKind kind, string? note, DateTimeOffset now, IncidentOptions options)
    {
        if (IncidentTransitions.Next(incident.State, trigger) is not { } to)
            return new IncidentStep.Refused(StepRefusal.NotInThisState, incident.State);
        var ends = incident.State.IsOngoing() && !to.IsOngoing();
        var moved = incident.Enter(to, now, by, kind, note);
        return new IncidentStep.Changed(ends ? moved.Tell(NotificationKind.Resolved, now, options) : moved);
    }

    private static IncidentStep TimePassed(Incident incident, DateTimeOffset now, IncidentOptions options)
    {
        if (ReminderAt(incident, options) <= now)
            return Remind(incident with { Reminded = true }, $"not acknowledged within {options.AcknowledgeBy.TotalMinutes:0.#} min", now, options);
        if (RepeatAt(incident, options) <= now)
            return Remind(incident, $"not acknowledged, and nothing told for {options.RepeatInterval.TotalHours:0.##} h", now, options);
        return CloseAt(incident, options) <= now
            ? Move(incident, IncidentTrigger.CloseDue, TimelineEntry.Kanshi, TimelineKind.Closed, note: null, now, options)
            : new IncidentStep.Unchanged(incident);
    }

    private static IncidentStep Remind(Incident incident, string note, DateTimeOffset now, IncidentOptions options) =>
        Move(incident, IncidentTrigger.AcknowledgementOverdue, TimelineEntry.Kanshi, TimelineKind.Reminded, note, now, options) is IncidentStep.Changed { Incident: var reminded }
            ? new IncidentStep.Changed(reminded.Tell(NotificationKind.Reminder, now, options))
            : new IncidentStep.Refused(StepRefusal.NotInThisState, incident.State);

    /// <summary>When people are reminded unless somebody acknowledges before; null when they are not.</summary>
    internal static DateTimeOffset? ReminderAt(Incident incident, IncidentOptions options) =>
        incident is { Acknowledged: null, Reminded: false, PagedAt: { } pagedAt } && incident.State.IsOngoing() ? pagedAt + options.AcknowledgeBy : null;

    /// <summary>When people are told once more of what nobody has acknowledged and of which they have heard nothing for long; null when they are not.</summary>
    internal static DateTimeOffset? RepeatAt(Incident incident, IncidentOptions options) =>
        incident is { Acknowledged: null, Reminded: true, PagedAt: { } pagedAt } && incident.State.IsOngoing()
            ? (incident.ToldAt ?? pagedAt) + options.RepeatInterval
            : null;

    /// <summary>When a resolved incident closes.</summary>
    internal static DateTimeOffset? CloseAt(Incident incident, IncidentOptions options) =>
        incident is { State: IncidentState.Resolved, ResolvedAt: { } resolvedAt } ? resolvedAt + options.CloseAfter : null;
}
