using Kanshi.Ingestion;
using Kanshi.Sampling;
using Kanshi.Storage;
using Kanshi.Windows;

namespace Kanshi.Judging;

/// <summary>
/// The judgements' part of the ledger: a row an hour of event time beside those of the enqueued hours. It is counted anew from the books of the hour's windows
/// whenever one has changed, so a count that a crash has prevented is made up for by the next.
/// </summary>
internal sealed class JudgedLedger(IRowStore rows, JudgementStore judgements)
{
    private const string Prefix = "judged|";

    public async ValueTask RecountAsync(Source source, DateTimeOffset window, CancellationToken cancellation)
    {
        var key = Prefix + WindowKeys.Hour(window);
        bool done;
        do
        {
            var row = await rows.ReadAsync(Ledger.Table, source.Key, key, cancellation);
            var counts = await CountAsync(source, window, cancellation);
            done = (await rows.CommitAsync(Ledger.Table, source.Key, [RowWrite.Save(key, counts.ToBytes(), row)], cancellation)).Committed;
        }
        while (!done);
    }

    private async ValueTask<LedgerCounts> CountAsync(Source source, DateTimeOffset window, CancellationToken cancellation)
    {
        var hour = new DateTimeOffset(window.UtcTicks - (window.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        var counts = new LedgerCounts();
        foreach (var books in await judgements.BooksOfHourAsync(source, hour, cancellation))
        {
            counts.Judged += books.Judged;
            foreach (var (reason, count) in books.Skipped)
                Skip(counts, reason, count);
            Skip(counts, SkipReasons.JudgeUnavailable, books.CutOff);
        }

        return counts;
    }

    private static void Skip(LedgerCounts counts, string reason, long count)
    {
        if (count == 0)
            return;
        counts.Skipped[reason] = counts.Skipped.GetValueOrDefault(reason) + count;
        counts.SkippedAfterSampling += count;
    }
}
