using Kanshi.Incidents;

namespace Kanshi.Telemetry;

/// <summary>Changes of incidents as events: each entry of the timeline, with the incident as the whole change left it.</summary>
internal static class IncidentEvents
{
    public static TelemetryEvent Of(Incident incident, TimelineEntry entry) => TelemetryEvent.Of(
        TelemetryNames.Events.Incident,
        [
            (TelemetryNames.Dimensions.IncidentId, incident.Id),
            (TelemetryNames.Dimensions.Service, incident.Service),
            (TelemetryNames.Dimensions.IncidentState, WireName.Of(incident.State)),
            (TelemetryNames.Dimensions.IncidentChange, WireName.Of(entry.Kind)),
            (TelemetryNames.Dimensions.IncidentSymptom, incident.Symptom is { } symptom ? WireName.Of(symptom) : null),
            (TelemetryNames.Dimensions.IncidentCause, incident.Cause),

            // What a person wrote may hold anything, a piece of an answer for one.
            (TelemetryNames.Dimensions.IncidentSummary, incident.Manual ? null : incident.Summary),
        ],
        (TelemetryNames.Measurements.IncidentSeverity, incident.Severity),
        (TelemetryNames.Measurements.IncidentConfidence, incident.Confidence));
}
