using Kanshi.Storage;
using Kanshi.Telemetry;
using Kanshi.Windows;

namespace Kanshi.Ingestion;

/// <summary>
/// Counts the records of a partition's batches in the ledger, each once however often it is delivered, and tells telemetry what was new, each once too:
/// a commit that failed may have happened all the same, so it is remembered up to where telemetry has been told until it has caught up with the row.
/// </summary>
internal sealed class LedgerWriter(IRowStore rows, IngestionTelemetry? telemetry)
{
    private readonly Dictionary<(string Source, string Hour), long> _inDoubt = [];

    public async ValueTask CountAsync(Source source, HandledRecord[] records, CancellationToken cancellation)
    {
        for (var from = 0; from < records.Length;)
        {
            var hour = HourOf(in records[from]);
            var to = from + 1;
            while (to < records.Length && HourOf(in records[to]) == hour)
                to++;
            await CountAsync((source.Key, WindowKeys.Hour(records[from].Enqueued)), records.AsMemory(from..to), cancellation);
            from = to;
        }
    }

    private async ValueTask CountAsync((string Source, string Hour) key, ReadOnlyMemory<HandledRecord> records, CancellationToken cancellation)
    {
        bool committed;
        do
        {
            var row = await rows.ReadAsync(Ledger.Table, key.Source, key.Hour, cancellation);
            var counts = row is null ? new LedgerCounts() : LedgerCounts.FromBytes(row.Value.Span);
            var told = _inDoubt.GetValueOrDefault(key, counts.LastSequence);
            var untold = LedgerCounts.Of(records.Span, told);
            counts.Extend(told == counts.LastSequence ? untold : LedgerCounts.Of(records.Span, counts.LastSequence));

            _inDoubt[key] = told;
            committed = (await rows.CommitAsync(Ledger.Table, key.Source, [RowWrite.Save(key.Hour, counts.ToBytes(), row)], cancellation)).Committed;
            _inDoubt.Remove(key);
            if (!committed)
                continue;
            telemetry?.Counted(untold, records.Span, told);
            if (untold.LastSequence < counts.LastSequence)
                _inDoubt[key] = untold.LastSequence;
        }
        while (!committed);
    }

    private static long HourOf(in HandledRecord record) => record.Enqueued.UtcTicks / TimeSpan.TicksPerHour;
}
