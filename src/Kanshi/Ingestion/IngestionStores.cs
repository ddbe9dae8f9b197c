using Kanshi.Storage;
using Kanshi.Telemetry;
using Kanshi.Windows;

namespace Kanshi.Ingestion;

/// <summary>The stores that ingestion writes, all over one row store.</summary>
internal sealed class IngestionStores(IRowStore rows, IngestionTelemetry? telemetry)
{
    public IRowStore Rows { get; } = rows;

    public LedgerWriter Ledger { get; } = new(rows, telemetry);

    public SetAsideStore SetAside { get; } = new(rows, new SourceRegistry(rows));

    public ShardStore Shards { get; } = new(rows);
}
