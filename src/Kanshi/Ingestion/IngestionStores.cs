using Kanshi.Storage;
using Kanshi.Windows;

namespace Kanshi.Ingestion;

/// <summary>The stores that ingestion writes, all over one row store.</summary>
internal sealed class IngestionStores(IRowStore rows)
{
    public IRowStore Rows { get; } = rows;

    public SourceRegistry Sources { get; } = new(rows);

    public Ledger Ledger { get; } = new(rows, new SourceRegistry(rows));

    public SetAsideStore SetAside { get; } = new(rows, new SourceRegistry(rows));

    public ShardStore Shards { get; } = new(rows);
}
