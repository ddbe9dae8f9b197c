using System.Runtime.CompilerServices;

namespace Kanshi.Storage;

/// <summary>Keeps the rows in memory: for a backtest, which ends with its process, and for tests. Safe for concurrent use.</summary>
public sealed class MemoryRowStore : IRowStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Dictionary<string, SortedDictionary<string, Row>>> _tables = new(StringComparer.Ordinal);
    private long _version;

    public ValueTask<Row?> ReadAsync(string table, string partition, string key, CancellationToken cancellation)
    {
        lock (_lock)
            return new(Find_NeedsLock(table, partition)?.GetValueOrDefault(key));
    }

    public async IAsyncEnumerable<Row> QueryAsync(
        string table, string partition, string? from, string? to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Row[] found;
        lock (_lock)
        {
            found = Find_NeedsLock(table, partition)?.Values
                .Where(row => (from is null || string.CompareOrdinal(row.Key, from) >= 0) && (to is null || string.CompareOrdinal(row.Key, to) < 0))
                .ToArray() ?? [];
        }

        foreach (var row in found)
            yield return row;
        await ValueTask.CompletedTask;
    }

    public ValueTask<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(writes.Count, RowWrite.MaxPerCommit);
        lock (_lock)
        {
            var rows = Rows_NeedsLock(table, partition);
            if (writes.Any(write => !Fits(rows, write)))
                return new(CommitResult.Conflict);
            return new(new CommitResult([.. writes.Select(write => Apply_NeedsLock(rows, write))]));
        }
    }

    public ValueTask DropAsync(string table, CancellationToken cancellation)
    {
        lock (_lock)
            _tables.Remove(table);
        return ValueTask.CompletedTask;
    }

    private static bool Fits(SortedDictionary<string, Row> rows, RowWrite write) => write switch
    {
        RowWrite.Insert insert => !rows.ContainsKey(insert.Key),
        RowWrite.Replace replace => rows.TryGetValue(replace.Key, out var row) && row.Version == replace.Version,
        RowWrite.Delete delete => rows.TryGetValue(delete.Key, out var row) && row.Version == delete.Version,
        _ => true,
    };

    private string Apply_NeedsLock(SortedDictionary<string, Row> rows, RowWrite write)
    {
        if (write is RowWrite.Delete)
        {
            rows.Remove(write.Key);
            return "";
        }

        var value = write switch
        {
            RowWrite.Insert insert => insert.Value,
            RowWrite.Replace replace => replace.Value,
            RowWrite.Put put => put.Value,
            _ => throw new ArgumentException($"unknown write {write.GetType().Name}", nameof(write)),
        };
        var row = new Row(write.Key, value.ToArray(), (++_version).ToString());
        rows[write.Key] = row;
        return row.Version;
    }

    private SortedDictionary<string, Row>? Find_NeedsLock(string table, string partition) =>
        _tables.GetValueOrDefault(table)?.GetValueOrDefault(partition);

    private SortedDictionary<string, Row> Rows_NeedsLock(string table, string partition)
    {
        if (!_tables.TryGetValue(table, out var partitions))
            _tables[table] = partitions = new(StringComparer.Ordinal);
        if (!partitions.TryGetValue(partition, out var rows))
            partitions[partition] = rows = new(StringComparer.Ordinal);
        return rows;
    }
}
