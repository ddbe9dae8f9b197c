namespace Kanshi.Incidents;

/// <summary>What signals do to an incident. Delivered twice, or too late, they change nothing.</summary>
internal static class SignalSteps
{
    public static IncidentStep Join(Incident incident, Signal signal, DateTimeOffset now, IncidentOptions options)
    {
        if (incident.Signals.Any(s => s.Signal.Id == signal.Id))
            return new IncidentStep.Unchanged(incident);
        var joining = incident with { Signals = [.. incident.Signals, new IncidentSignal(signal, SignalState.Active, signal.WindowStart)] };
        var step = IncidentLifecycle.Move(
            joining, IncidentTrigger.SignalRaised, TimelineEntry.Kanshi, TimelineKind.SignalJoined, signal.Id, now, options);
        if (step is not IncidentStep.Changed changed)
            return step;
        var joined = changed.Incident.Retriage();
        if (!joined.Paged && signal.Page)
            joined = joined.Page(NotificationKind.Opened, now, options);
        else if (joined.Severity < incident.Severity)
            joined = joined.Tell(NotificationKind.Worsened, now, options);
        return new IncidentStep.Changed(joined);
    }

    public static IncidentStep Recovering(Incident incident, IncidentInput.SignalRecovering input, DateTimeOffset now, IncidentOptions options) =>
        Follow(incident, input.SignalId, SignalState.Active, TimelineKind.SignalRecovering, now, options, signal =>
            signal with { State = SignalState.Recovering, ChangedAt = input.At });

    public static IncidentStep Relapsed(Incident incident, IncidentInput.SignalRelapsed input, DateTimeOffset now, IncidentOptions options) =>
        Follow(incident, input.SignalId, SignalState.Recovering, TimelineKind.SignalRelapsed, now, options, signal =>
            signal with { State = SignalState.Active, ChangedAt = input.At });

    public static IncidentStep Recovered(Incident incident, IncidentInput.SignalRecovered input, DateTimeOffset now, IncidentOptions options) =>
        Follow(incident, input.SignalId, from: null, TimelineKind.SignalRecovered, now, options, signal =>
            signal with { State = SignalState.Recovered, ChangedAt = input.At, RecoveryEvidence = input.Evidence });

    /// <param name="from">The state in which the news is news; null: any but recovered, which is final.</param>
    private static IncidentStep Follow(
        Incident incident,
        string signalId,
        SignalState? from,
        TimelineKind kind,
        DateTimeOffset now,
        IncidentOptions options,
        Func<IncidentSignal, IncidentSignal> change)
    {
        if (incident.Signals.FirstOrDefault(s => s.Signal.Id == signalId) is not { } signal)
            return new IncidentStep.Refused(StepRefusal.UnknownSignal, incident.State);
        var changed = change(signal);
        if (signal.State == SignalState.Recovered || (from is not null && signal.State != from) || changed.ChangedAt <= signal.ChangedAt)
            return new IncidentStep.Unchanged(incident);
        var followed = incident with { Signals = [.. incident.Signals.Select(s => s.Signal.Id == signalId ? changed : s)] };
        return IncidentLifecycle.Move(followed, TriggerOf(followed, changed), TimelineEntry.Kanshi, kind, signalId, now, options);
    }

    // What a person opened only a person resolves: the signals that happened to join may not be what they saw.
    private static IncidentTrigger TriggerOf(Incident incident, IncidentSignal changed)
    {
        if (changed.State == SignalState.Active)
            return IncidentTrigger.SignalRelapsed;
        if (incident.Signals.Any(s => s.State == SignalState.Active))
            return IncidentTrigger.SignalEased;
        return !incident.Manual && incident.Signals.All(s => s.State == SignalState.Recovered)
            ? IncidentTrigger.AllSignalsRecovered
            : IncidentTrigger.AllSignalsEased;
    }
}
