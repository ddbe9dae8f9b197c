namespace Kanshi.Functions.Tests.Durable;

internal enum EntryKind
{
    ActivityDone,
    ActivityFailed,
    TimerFired,
    EventRaised,
}

/// <summary>Something that has happened to an orchestration; <paramref name="Task"/> is 0 for an event.</summary>
internal sealed record HistoryEntry(EntryKind Kind, int Task, string? Json, DateTime At);

/// <summary>What an orchestrator asks for: an activity, or a timer.</summary>
internal sealed record OrchestrationAction(int Task, string? Name, string? Input, DateTime? FireAt)
{
    public static OrchestrationAction Activity(int task, string name, string input) => new(task, name, input, null);

    public static OrchestrationAction Timer(int task, DateTime fireAt) => new(task, null, null, fireAt);
}

/// <summary>All that survives of an instance between two of its moments.</summary>
internal sealed class OrchestrationHistory(string orchestrator, string instanceId, string? input, DateTime started)
{
    public string Orchestrator { get; } = orchestrator;

    public string InstanceId { get; } = instanceId;

    public string? Input { get; } = input;

    public DateTime Started { get; } = started;

    public List<HistoryEntry> Entries { get; } = [];

    /// <summary>Everything that was ever asked for, by task number from 1.</summary>
    public List<OrchestrationAction> Asked { get; } = [];

    /// <summary>Timers that were given up.</summary>
    public HashSet<int> Cancelled { get; } = [];

    /// <summary>Whether a task was asked for and has neither happened nor been given up.</summary>
    public bool IsOpen(OrchestrationAction action) => !Cancelled.Contains(action.Task) && !Entries.Exists(entry => entry.Task == action.Task);
}
