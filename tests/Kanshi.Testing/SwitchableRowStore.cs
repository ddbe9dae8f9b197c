using Kanshi.Storage;

namespace Kanshi.Testing;

/// <summary>A store that a test can take down.</summary>
public sealed class SwitchableRowStore(IRowStore inner) : IRowStore
{
    public bool IsDown { get; set; }

    public ValueTask<Row?> ReadAsync(string table, string partition, string key, CancellationToken cancellation) => Up.ReadAsync(table, partition, key, cancellation);

    public IAsyncEnumerable<Row> QueryAsync(string table, string partition, string? from, string? to, CancellationToken cancellation) =>
        Up.QueryAsync(table, partition, from, to, cancellation);

    public ValueTask<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellation) =>
        Up.CommitAsync(table, partition, writes, cancellation);

    public ValueTask DropAsync(string table, CancellationToken cancellation) => Up.DropAsync(table, cancellation);

    private IRowStore Up => IsDown ? throw new IOException("the store is down") : inner;
}
