using System.Runtime.CompilerServices;
using Kanshi.Storage;

namespace Kanshi.Testing;

/// <summary>
/// A store whose every operation waits for its turn, and turns go to a random one of those that wait: so the callers interleave in an order that
/// follows from the seed alone. Commits may also meet a conflict that is none, or a crash before or after they take effect.
/// </summary>
public sealed class InterleavedRowStore(IRowStore inner, int seed, double faultRate) : IRowStore
{
    private readonly Random _random = new(seed);
    private readonly List<TaskCompletionSource> _waiting = [];

    /// <summary>Starts every piece of work and drives all of them to their ends on this thread.</summary>
    public async Task RunAsync(IEnumerable<Func<Task>> work)
    {
        // Off the test's synchronisation context, continuations run where a turn is given, so that one at a time runs.
        await Task.Run(async () =>
        {
            var running = Task.WhenAll(work.Select(start => start()).ToArray());
            while (!running.IsCompleted)
            {
                if (_waiting.Count == 0)
                    throw new InvalidOperationException("Work waits for something else than the store.");
                var turn = _waiting[_random.Next(_waiting.Count)];
                _waiting.Remove(turn);
                turn.SetResult();
            }

            await running;
        });
    }

    public async ValueTask<Row?> ReadAsync(string table, string partition, string key, CancellationToken cancellation)
    {
        await TurnAsync();
        return await inner.ReadAsync(table, partition, key, cancellation);
    }

    public async IAsyncEnumerable<Row> QueryAsync(
        string table, string partition, string? from, string? to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await TurnAsync();
        await foreach (var row in inner.QueryAsync(table, partition, from, to, cancellation))
            yield return row;
    }

    public async ValueTask<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellation)
    {
        await TurnAsync();
        var chance = _random.NextDouble() / faultRate;
        if (chance < 1.0 / 3)
            return CommitResult.Conflict;
        if (chance < 2.0 / 3)
            throw new SimulatedCrashException("before the commit");
        var result = await inner.CommitAsync(table, partition, writes, cancellation);
        return chance < 1 ? throw new SimulatedCrashException("after the commit") : result;
    }

    public async ValueTask DropAsync(string table, CancellationToken cancellation)
    {
        await TurnAsync();
        await inner.DropAsync(table, cancellation);
    }

    private Task TurnAsync()
    {
        var turn = new TaskCompletionSource();
        _waiting.Add(turn);
        return turn.Task;
    }
}

/// <summary>The process died here; what it held in memory is gone.</summary>
public sealed class SimulatedCrashException(string message) : Exception(message);
