using System.Text.Json.Serialization;

namespace Kanshi.Incidents;

/// <summary>Where an incident stands. <see cref="IncidentTransitions"/> says what leads from one to another.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IncidentState>))]
public enum IncidentState
{
    /// <summary>Opened and not yet judged; lasts only within the step that opens.</summary>
    [JsonStringEnumMemberName("detected")]
    Detected,

    /// <summary>Has a symptom and a severity, and is not over.</summary>
    [JsonStringEnumMemberName("triaged")]
    Triaged,

    /// <summary>Every signal's newest windows look normal again; there is not yet evidence that they stay so.</summary>
    [JsonStringEnumMemberName("verifying")]
    Verifying,

    /// <summary>Over, by evidence or by hand; takes no new signals and can be reopened.</summary>
    [JsonStringEnumMemberName("resolved")]
    Resolved,

    /// <summary>Resolved long enough that a recurrence counts as new.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,

    /// <summary>A person said that nothing was wrong.</summary>
    [JsonStringEnumMemberName("false-positive")]
    FalsePositive,
}

public static class IncidentStates
{
    /// <summary>Still being handled: takes signals, shows up as open.</summary>
    public static bool IsOngoing(this IncidentState state) => state is IncidentState.Detected or IncidentState.Triaged or IncidentState.Verifying;

    /// <summary>Nothing more happens by itself.</summary>
    public static bool IsEnded(this IncidentState state) => state is IncidentState.Closed or IncidentState.FalsePositive;
}
