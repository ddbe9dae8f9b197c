namespace Kanshi.Incidents;

/// <summary>
/// Hears of every change of an incident after it is stored: whoever drives incidents on, and telemetry. The row is the truth: what an
/// observer misses, or hears twice, must do no harm.
/// </summary>
public interface IIncidentObserver
{
    /// <param name="before">The incident as it was read; null when it has just been opened.</param>
    void Changed(Incident incident, Incident? before);
}
