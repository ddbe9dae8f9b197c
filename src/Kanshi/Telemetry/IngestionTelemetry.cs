using Kanshi.Ingestion;
using Kanshi.Privacy;

namespace Kanshi.Telemetry;

/// <summary>What folding tells: the books of what is new, its findings, and sources that begin anew.</summary>
/// <param name="capture">Makes ids safe to tell; null where they are made up, as in tests.</param>
public sealed class IngestionTelemetry(KanshiMetrics metrics, TelemetryFeed feed, ResponseCapture? capture = null)
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
        var id = capture is null ? record.Scored.Event.Id : capture.Capture(record.Scored.Event.Id);
        foreach (var finding in record.Scored.Card.Findings)
            feed.Send(EvaluationEvents.Of(in record, id, in finding));
    }
}
