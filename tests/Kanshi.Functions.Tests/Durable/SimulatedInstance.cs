using System.Text.Json;
using Kanshi.Testing;
using Microsoft.DurableTask;

namespace Kanshi.Functions.Tests.Durable;

/// <summary>Runs an activity: its name and its input as JSON in, its result as JSON out.</summary>
internal delegate Task<string?> ActivityRunner(string name, string input);

/// <summary>
/// An instance of an orchestration, moved on step by step: each step lets one thing happen and replays the whole history, so that an orchestrator that is
/// not deterministic is found out at its next step. An activity may be killed after it took effect and before that is known; then it runs again.
/// </summary>
internal sealed class SimulatedInstance
{
    /// <summary>As the retry policies of the orchestrators have it.</summary>
    private const int Attempts = 5;
    private readonly Func<TaskOrchestrationContext, Task> _orchestrator;
    private readonly ActivityRunner _activities;
    private readonly TestClock _clock;
    private OrchestrationHistory _history;

    public SimulatedInstance(string name, string instanceId, object? input, Func<TaskOrchestrationContext, Task> orchestrator, ActivityRunner activities, TestClock clock)
    {
        (_orchestrator, _activities, _clock) = (orchestrator, activities, clock);
        _history = new OrchestrationHistory(name, instanceId, input is null ? null : JsonSerializer.Serialize(input), clock.GetUtcNow().UtcDateTime);
        Replay();
    }

    public bool IsCompleted { get; private set; }

    public JsonElement? CustomStatus { get; private set; }

    public int Histories { get; private set; } = 1;

    public int LongestHistory { get; private set; }

    /// <summary>Names of the activities that ran, in their order; a repeated one again.</summary>
    public List<string> Ran { get; } = [];

    /// <summary>Says of the n-th run of an activity (from 0) whether the process dies right after it.</summary>
    public Func<int, bool> DiesAfter { get; set; } = _ => false;

    /// <summary>When the next timer fires; null when none is set.</summary>
    public DateTimeOffset? NextTimer => Open().Select(action => action.FireAt).OfType<DateTime>().Select(at => (DateTimeOffset?)at).Min();

    /// <summary>An event reaches the instance; one that has ended does not hear it.</summary>
    public void Raise()
    {
        if (!IsCompleted)
            Happen(new HistoryEntry(EntryKind.EventRaised, 0, null, Now));
    }

    /// <summary>Runs activities, and fires the timers that are due, until only the clock or an event moves it on.</summary>
    public async Task RunAsync()
    {
        while (!IsCompleted && await StepAsync())
        {
        }
    }

    /// <summary>Lets one thing happen; false when nothing can.</summary>
    public async Task<bool> StepAsync()
    {
        if (Open().FirstOrDefault(action => action.Name is not null) is { } activity)
        {
            Happen(await RunActivityAsync(activity));
            return true;
        }

        if (Open().FirstOrDefault(action => action.FireAt <= Now) is not { } timer)
            return false;
        Happen(new HistoryEntry(EntryKind.TimerFired, timer.Task, null, Now));
        return true;
    }

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    private IEnumerable<OrchestrationAction> Open() => _history.Asked.Where(_history.IsOpen);

    private async Task<HistoryEntry> RunActivityAsync(OrchestrationAction activity)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var result = await _activities(activity.Name!, activity.Input!);
                Ran.Add(activity.Name!);
                if (!DiesAfter(Ran.Count - 1))
                    return new HistoryEntry(EntryKind.ActivityDone, activity.Task, result, Now);
            }
            catch (Exception e) when (e is not NonDeterministicException)
            {
                if (attempt == Attempts)
                    return new HistoryEntry(EntryKind.ActivityFailed, activity.Task, e.Message, Now);
            }
        }
    }

    private void Happen(HistoryEntry entry)
    {
        _history.Entries.Add(entry);
        LongestHistory = Math.Max(LongestHistory, _history.Entries.Count);
        Replay();
    }

    private void Replay()
    {
        var context = new ReplayingContext(_history);
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null); // so that what follows a completed task runs where it is completed
        var run = context.Replay(_orchestrator);
        SynchronizationContext.SetSynchronizationContext(before);
        CustomStatus = (JsonElement?)context.CustomStatus;
        _history.Asked.AddRange(context.Actions);
        if (run.IsFaulted)
            throw new InvalidOperationException("the orchestrator failed", run.Exception!.GetBaseException());
        if (!run.IsCompleted && !Open().Any())
            throw new NonDeterministicException("the orchestrator waits for something that is not the orchestration's");
        if (context.ContinuedAsNew is { Asked: true } anew)
            ContinueAsNew(anew.Input, context.Unheard);
        else
            IsCompleted = run.IsCompleted;
    }

    private void ContinueAsNew(object? input, int unheard)
    {
        _history = new OrchestrationHistory(_history.Orchestrator, _history.InstanceId, input is null ? null : JsonSerializer.Serialize(input), Now);
        Histories++;
        Replay();
        for (var i = 0; i < unheard; i++)
            Raise();
    }
}
