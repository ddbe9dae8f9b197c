using Kanshi.Incidents;
using Microsoft.DurableTask.Client;

namespace Kanshi.Functions.Incidents;

/// <summary>What the watchdog does about the instance of an incident.</summary>
public enum Remedy
{
    /// <summary>Nothing is overdue, or a person has suspended the instance.</summary>
    None,

    /// <summary>There is none, or it has ended although the incident has not; or it runs and has missed something.</summary>
    StartOrPoke,

    /// <summary>It does not move although it was poked: it is ended, and started anew at the next look.</summary>
    Terminate,
}

/// <summary>Tells from the row and the instance whether what drives an incident is well. An instance is stuck when something is overdue and it stands still.</summary>
public static class InstanceHealth
{
    /// <summary>Less than this overdue is simply under way.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(2);

    /// <summary>From then on notifications go out past the instance: told twice is better than not told.</summary>
    public static TimeSpan FailOpenAfter { get; } = TimeSpan.FromMinutes(5);

    public static TimeSpan StuckAfter { get; } = TimeSpan.FromMinutes(15);

    /// <param name="instance">Null when there is none.</param>
    public static Remedy Judge(IncidentAgenda agenda, OrchestrationMetadata? instance, DateTimeOffset now)
    {
        if (!IsOverdue(agenda, now, Patience) || instance is { RuntimeStatus: OrchestrationRuntimeStatus.Suspended })
            return Remedy.None;
        return instance is { IsCompleted: false } && IsOverdue(agenda, now, StuckAfter) && now - instance.LastUpdatedAt > StuckAfter
            ? Remedy.Terminate
            : Remedy.StartOrPoke;
    }

    public static bool IsOverdue(IncidentAgenda agenda, DateTimeOffset now, TimeSpan by) => now - agenda.OverdueSince > by;
}
