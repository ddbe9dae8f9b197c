using Kanshi.Storage;

namespace Kanshi.Ingestion;

/// <summary>The known partitions and how far each has come: one row a partition.</summary>
public sealed class SourceRegistry(IRowStore rows)
{
    private const string Table = "sources";
    private const string Partition = "sources";

    public async ValueTask<IReadOnlyDictionary<SourcePartition, SourceProgress>> ListAsync(CancellationToken cancellation)
    {
        var progress = new Dictionary<SourcePartition, SourceProgress>();
        await foreach (var row in rows.QueryAsync(Table, Partition, null, null, cancellation))
            progress[SourcePartition.Parse(row.Key)] = SourceProgress.FromBytes(row.Value.Span);
        return progress;
    }

    /// <summary>All epochs of all partitions: whoever merges shards or sums ledgers wants every one.</summary>
    public async ValueTask<IReadOnlyList<Source>> SourcesAsync(CancellationToken cancellation) =>
        [.. from known in await ListAsync(cancellation) from epoch in Enumerable.Range(0, known.Value.Epoch + 1) select known.Key.InEpoch(epoch)];

    public ValueTask<Row?> ReadAsync(SourcePartition partition, CancellationToken cancellation) =>
        rows.ReadAsync(Table, Partition, partition.Key, cancellation);

    /// <summary>The row as saved; null when another owner saved since it was read.</summary>
    public async ValueTask<Row?> SaveAsync(SourcePartition partition, SourceProgress progress, Row? read, CancellationToken cancellation)
    {
        var value = progress.ToBytes();
        var commit = await rows.CommitAsync(Table, Partition, [RowWrite.Save(partition.Key, value, read)], cancellation);
        return commit.Committed ? new Row(partition.Key, value, commit.Versions[0]) : null;
    }
}
