using Kanshi.Ingestion;

namespace Kanshi.Telemetry;

/// <summary>What folding tells: the books of what is new, its findings, and sources that begin anew.</summary>
public sealed class IngestionTelemetry(KanshiMetrics metrics, TelemetryFeed feed)
{
    /// <summary>Called when the ledger holds the records. Nothing is allocated for records without findings.</summary>
    /// <param name="counts">The books of those with a higher sequence number than <paramref name="after"/>: the others were told before.</param>
    internal void Counted(LedgerCounts counts, ReadOnlySpan<HandledRecord> records, long after)
    {
        metrics.RecordsCounted(counts);
        if (!feed.IsHeard)
            return;
        foreach (ref readonly var record in records)
        {
            if (record.Sequence <= after)
                continue;
            after = record.Sequence;
            if (record.IsScored && record.Scored.Card.Findings.Count > 0)
                Tell(in record);
        }
    }

    internal void SourceBeganAnew() => metrics.SourceBeganAnew();

    private void Tell(in HandledRecord record)
    {
        foreach (var finding in record.Scored.Card.Findings)
            feed.Send(EvaluationEvents.Of(in record, in finding));
    }
}
