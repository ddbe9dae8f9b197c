using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kanshi.Functions.Tests.Durable;

/// <summary>
/// One replay of an orchestrator over a history: every task it asks for gets a number, what the history knows is completed in its order, and what is asked
/// for beyond it becomes an action. Inputs and results pass through JSON, as they do on the wire.
/// </summary>
internal sealed class ReplayingContext(OrchestrationHistory history, ILoggerFactory? loggers = null) : TaskOrchestrationContext
{
    private readonly Dictionary<int, Action<HistoryEntry>> _waiting = [];
    private readonly Stack<TaskCompletionSource<object?>> _listeners = new();
    private readonly Queue<string?> _unheard = new();
    private int _lastTask;

    public override TaskName Name => history.Orchestrator;

    public override string InstanceId => history.InstanceId;

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => Now;

    public override bool IsReplaying => Replaying;

    public List<OrchestrationAction> Actions { get; } = [];

    public object? CustomStatus { get; private set; }

    public (bool Asked, object? Input) ContinuedAsNew { get; private set; }

    /// <summary>Events that nobody has listened for: they go on into a history that begins anew.</summary>
    public int Unheard => _unheard.Count;

    protected override ILoggerFactory LoggerFactory => loggers ?? NullLoggerFactory.Instance;

    private DateTime Now { get; set; } = history.Started;

    private bool Replaying { get; set; } = true;

    /// <summary>Lets the orchestrator run as far as the history carries it.</summary>
    public Task Replay(Func<TaskOrchestrationContext, Task> orchestrator)
    {
        Replaying = history.Entries.Count > 0;
        var run = orchestrator(this);
        foreach (var (index, entry) in history.Entries.Index())
        {
            Now = entry.At;
            Replaying = index < history.Entries.Count - 1;
            if (entry.Kind == EntryKind.EventRaised)
                Hear(entry.Json);
            else if (_waiting.Remove(entry.Task, out var complete))
                complete(entry);
            else
                throw new NonDeterministicException($"task {entry.Task} of the history was never asked for: the orchestrator took another way");
        }

        return run;
    }

    public override T? GetInput<T>()
        where T : default => history.Input is null ? default : JsonSerializer.Deserialize<T>(history.Input);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        var completion = new TaskCompletionSource<TResult>();
        Ask(OrchestrationAction.Activity(++_lastTask, name, JsonSerializer.Serialize(input)), entry =>
        {
            if (entry.Kind == EntryKind.ActivityFailed)
                completion.SetException(new TaskFailedException(name, entry.Task, new InvalidOperationException(entry.Json)));
            else
                completion.SetResult(entry.Json is null ? default! : JsonSerializer.Deserialize<TResult>(entry.Json)!);
        });
        return completion.Task;
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var completion = new TaskCompletionSource();
        var action = OrchestrationAction.Timer(++_lastTask, fireAt);
        Ask(action, _ => completion.TrySetResult());
        cancellationToken.Register(() =>
        {
            history.Cancelled.Add(action.Task);
            completion.TrySetCanceled(cancellationToken);
        });
        return completion.Task;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        // As the real one does it: the newest listener hears first, also one that has been given up.
        var listener = new TaskCompletionSource<object?>();
        cancellationToken.Register(() => listener.TrySetCanceled(cancellationToken));
        _listeners.Push(listener);
        if (_unheard.TryDequeue(out var json))
            Hear(json);
        return Typed(listener.Task);

        static async Task<T> Typed(Task<object?> heard) => (T)(await heard)!;
    }

    public override void SetCustomStatus(object? customStatus) => CustomStatus = JsonSerializer.SerializeToElement(customStatus);

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) => ContinuedAsNew = (true, newInput);

    public override void SendEvent(string instanceId, string eventName, object payload) => throw new NotSupportedException();

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null) => throw new NotSupportedException();

    public override Guid NewGuid() => throw new NotSupportedException();

    private void Hear(string? json)
    {
        if (_listeners.TryPop(out var listener))
            listener.TrySetResult(null);
        else
            _unheard.Enqueue(json);
    }

    /// <summary>What was asked for before must be asked for again in the same order and in the same words.</summary>
    private void Ask(OrchestrationAction action, Action<HistoryEntry> complete)
    {
        _waiting[action.Task] = complete;
        if (action.Task > history.Asked.Count)
        {
            Actions.Add(action);
            return;
        }

        if (history.Asked[action.Task - 1] != action)
            throw new NonDeterministicException($"the history has {history.Asked[action.Task - 1]}, this time it was {action}");
    }
}

/// <summary>A replay did not do what the history says was done.</summary>
public sealed class NonDeterministicException(string message) : Exception(message);
