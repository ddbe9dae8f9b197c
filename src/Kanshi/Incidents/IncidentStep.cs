namespace Kanshi.Incidents;

/// <summary>What an input does to an incident.</summary>
public abstract record IncidentStep
{
    private IncidentStep()
    {
    }

    /// <summary>The incident as it is to be stored, with timeline and commands appended.</summary>
    public sealed record Changed(Incident Incident) : IncidentStep;

    /// <summary>The input has been applied before, or nothing is due.</summary>
    public sealed record Unchanged(Incident Incident) : IncidentStep;

    /// <param name="State">The state that refuses; null when there is no incident.</param>
    public sealed record Refused(StepRefusal Reason, IncidentState? State) : IncidentStep;
}

/// <summary>Why an input is not applied.</summary>
public enum StepRefusal
{
    /// <summary>The transition table has no such step in the incident's state.</summary>
    NotInThisState,

    /// <summary>The incident holds no such signal.</summary>
    UnknownSignal,

    /// <summary>Only a signal or a person opens an incident.</summary>
    NoIncident,

    /// <summary>What opens an incident was applied to one.</summary>
    AlreadyOpened,
}
