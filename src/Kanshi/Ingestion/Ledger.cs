using Kanshi.Storage;

namespace Kanshi.Ingestion;

/// <summary>The ledger rows: partition = source, key = hour.</summary>
public sealed class Ledger(IRowStore rows, SourceRegistry sources)
{
    internal const string Table = "ledger";

    /// <summary>The sum over all sources since the beginning.</summary>
    public ValueTask<LedgerCounts> TotalAsync(CancellationToken cancellation) => TotalAsync(_ => true, cancellation);

    /// <summary>The sum over some sources since the beginning.</summary>
    public async ValueTask<LedgerCounts> TotalAsync(Predicate<Source> ofSource, CancellationToken cancellation)
    {
        var total = new LedgerCounts();
        foreach (var source in await sources.SourcesAsync(cancellation))
        {
            if (!ofSource(source))
                continue;
            await foreach (var row in rows.QueryAsync(Table, source.Key, null, null, cancellation))
                total.Add(LedgerCounts.FromBytes(row.Value.Span));
        }

        return total;
    }
}
