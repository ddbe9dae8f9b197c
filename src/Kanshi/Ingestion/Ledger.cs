using System.Text.Json;
using Kanshi.Storage;
using Kanshi.Windows;

namespace Kanshi.Ingestion;

/// <summary>The ledger rows: partition = source, key = hour.</summary>
public sealed class Ledger(IRowStore rows, SourceRegistry sources)
{
    private const string Table = "ledger";

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
                total.Add(FromBytes(row.Value.Span));
        }

        return total;
    }

    /// <summary>Counts the records of a batch, each once however often it is delivered.</summary>
    internal async ValueTask CountAsync(Source source, IReadOnlyList<HandledRecord> records, CancellationToken cancellation)
    {
        foreach (var hour in records.GroupBy(record => WindowKeys.Hour(record.Enqueued), StringComparer.Ordinal))
        {
            bool committed;
            do
            {
                var row = await rows.ReadAsync(Table, source.Key, hour.Key, cancellation);
                var counts = row is null ? new LedgerCounts() : FromBytes(row.Value.Span);
                foreach (var record in hour)
                    counts.Count(in record);
                committed = (await rows.CommitAsync(Table, source.Key, [RowWrite.Save(hour.Key, ToBytes(counts), row)], cancellation)).Committed;
            }
            while (!committed);
        }
    }

    private static byte[] ToBytes(LedgerCounts counts) => JsonSerializer.SerializeToUtf8Bytes(counts, IngestionJsonContext.Default.LedgerCounts);

    private static LedgerCounts FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, IngestionJsonContext.Default.LedgerCounts) ?? throw new InvalidDataException("a ledger row is empty");
}
