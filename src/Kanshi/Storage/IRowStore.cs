namespace Kanshi.Storage;

/// <summary>
/// Where everything that must survive is kept: rows in partitions of named tables, as Azure Table storage has them, because
/// that is the weakest store that the product runs on. A row changes only against the version that was read, and the
/// changes of one commit, all in one partition, happen together or not at all. Every capability keeps its own rows through
/// this one port; an adapter adds no behaviour. Names of tables are letters and digits; keys are compared ordinally.
/// </summary>
public interface IRowStore
{
    ValueTask<Row?> ReadAsync(string table, string partition, string key, CancellationToken cancellation);

    /// <summary>The rows of a partition with <paramref name="from"/> ≤ key &lt; <paramref name="to"/> (null: open), in the order of their keys.</summary>
    IAsyncEnumerable<Row> QueryAsync(string table, string partition, string? from, string? to, CancellationToken cancellation);

    /// <summary>
    /// Applies at most <see cref="RowWrite.MaxPerCommit"/> writes with distinct keys. <see cref="CommitResult.Conflict"/> when an insert meets a
    /// row, or a replace or delete meets another version: then nothing has changed.
    /// </summary>
    ValueTask<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellation);

    /// <summary>Drops a whole table; that there is none is no error. How the purge removes what is kept by the day.</summary>
    ValueTask DropAsync(string table, CancellationToken cancellation);
}
