namespace Kanshi.Incidents;

/// <summary>What became of an input to the desk.</summary>
public abstract record DeskResult
{
    private DeskResult()
    {
    }

    /// <summary>Applied, or applied before: the incident as it is now stored.</summary>
    public sealed record Done(Incident Incident) : DeskResult;

    /// <summary>There is no such incident, or no incident has the signal.</summary>
    public sealed record NotFound : DeskResult;

    /// <summary>HTTP answers 409 with the state.</summary>
    public sealed record Refused(StepRefusal Reason, Incident Incident) : DeskResult;
}
