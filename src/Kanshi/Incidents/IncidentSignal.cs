using System.Text.Json.Serialization;

namespace Kanshi.Incidents;

[JsonConverter(typeof(JsonStringEnumConverter<SignalState>))]
public enum SignalState
{
    [JsonStringEnumMemberName("active")]
    Active,

    /// <summary>The first windows are back on course.</summary>
    [JsonStringEnumMemberName("recovering")]
    Recovering,

    /// <summary>There is evidence that the fault is gone. Final: what comes after is another signal.</summary>
    [JsonStringEnumMemberName("recovered")]
    Recovered,
}

/// <summary>A signal and how it fares within its incident.</summary>
/// <param name="ChangedAt">A time of the window that put it into <paramref name="State"/>.</param>
/// <param name="RecoveryEvidence">Ln of how much likelier the fresh windows are without the fault than with half of it; null until recovered.</param>
public sealed record IncidentSignal(Signal Signal, SignalState State, DateTimeOffset ChangedAt, double? RecoveryEvidence = null);
