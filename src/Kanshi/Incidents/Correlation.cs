namespace Kanshi.Incidents;

/// <summary>Which incident of its service a signal belongs to. The rule is that of <see cref="IncidentOptions.CorrelationWindow"/>.</summary>
public static class Correlation
{
    /// <summary>The ongoing incident that the signal joins, of several the one last signalled; null when it opens its own.</summary>
    public static Incident? Join(Signal signal, IEnumerable<Incident> ofService, IncidentOptions options) => ofService
        .Where(incident => incident.State.IsOngoing() && Belongs(signal, incident, options))
        .OrderByDescending(incident => incident.LastSignalAt).ThenBy(incident => incident.Id, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>The newest resolved incident that a new one repeats; null when there is none.</summary>
    public static Incident? Previous(Signal signal, IEnumerable<Incident> ofService) =>
        Newest(ofService, incident => incident.Symptom == Triage.SymptomOf(signal) || IsOfStream(signal, incident));

    public static Incident? Previous(Symptom? symptom, IEnumerable<Incident> ofService) =>
        symptom is null ? null : Newest(ofService, incident => incident.Symptom == symptom);

    // Closing takes an incident out of the set that is asked, so "resolved" is "within the time in which a recurrence links".
    private static Incident? Newest(IEnumerable<Incident> ofService, Func<Incident, bool> alike) => ofService
        .Where(incident => incident.State == IncidentState.Resolved && alike(incident))
        .OrderByDescending(incident => incident.ResolvedAt).ThenBy(incident => incident.Id, StringComparer.Ordinal)
        .FirstOrDefault();

    private static bool Belongs(Signal signal, Incident incident, IncidentOptions options)
    {
        if (incident.Signals.Any(other => other.Signal.Stream == signal.Stream && other.State != SignalState.Recovered))
            return true;
        var alike = incident.Symptom is null || incident.Symptom == Triage.SymptomOf(signal) || IsOfStream(signal, incident);
        return alike && signal.RaisedAt - incident.LastSignalAt <= options.CorrelationWindow;
    }

    private static bool IsOfStream(Signal signal, Incident incident) => incident.Signals.Any(other => other.Signal.Stream == signal.Stream);
}
