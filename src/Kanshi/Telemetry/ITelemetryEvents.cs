namespace Kanshi.Telemetry;

/// <summary>
/// Where single events go that somebody may want to look at one by one. Several may be registered, by default none is. What is sent is already stored:
/// an event that gets lost is missing from view and from nothing else.
/// </summary>
public interface ITelemetryEvents
{
    /// <summary>Takes an event and sends it in its own time: it is called between the batches of a partition and must not wait.</summary>
    void Send(TelemetryEvent telemetryEvent);
}
