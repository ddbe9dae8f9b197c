using Kanshi.Storage;

namespace Kanshi.Testing;

/// <summary>The process dies here: before or after the write, nobody knows.</summary>
public sealed class CrashException(string when) : Exception($"crashed {when} a commit");

/// <summary>A store in which, by a seed, commits crash before or after they happen, and other work slips in between a read and its commit.</summary>
public sealed class ChaosRowStore(IRowStore inner, Random chance, double crashRate) : IRowStore
{
    /// <summary>Runs before a commit, now and then: what another instance does at that moment.</summary>
    public Func<Task>? Meanwhile { get; set; }

    public double MeanwhileRate { get; set; }

    public ValueTask<Row?> ReadAsync(string table, string partition, string key, CancellationToken cancellation) =>
        inner.ReadAsync(table, partition, key, cancellation);

    public IAsyncEnumerable<Row> QueryAsync(string table, string partition, string? from, string? to, CancellationToken cancellation) =>
        inner.QueryAsync(table, partition, from, to, cancellation);

    public async ValueTask<CommitResult> CommitAsync(
        string table, string partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellation)
    {
        if (Meanwhile is { } meanwhile && chance.NextDouble() < MeanwhileRate)
            await meanwhile();
        if (chance.NextDouble() < crashRate)
            throw new CrashException("before");
        var commit = await inner.CommitAsync(table, partition, writes, cancellation);
        return chance.NextDouble() < crashRate ? throw new CrashException("after") : commit;
    }

    public ValueTask DropAsync(string table, CancellationToken cancellation) => inner.DropAsync(table, cancellation);
}
