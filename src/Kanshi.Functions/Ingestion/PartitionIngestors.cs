using System.Collections.Concurrent;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Privacy;
using Kanshi.Sampling;
using Kanshi.Scoring;
using Kanshi.Storage;
using Kanshi.Telemetry;
using Kanshi.Windows;

namespace Kanshi.Functions.Ingestion;

/// <summary>
/// The partitions that this instance has owned, each with what it keeps in memory. A partition that has gone to another instance does no harm: what
/// is remembered of it no longer fits the stored versions and is read again. The batches of one partition come one at a time.
/// </summary>
public sealed class PartitionIngestors(
    IRowStore rows,
    StreamRegistry streams,
    EventReader reader,
    ResponseScorer scorer,
    WindowOptions options,
    ResponseCapture? capture = null,
    IngestionTelemetry? telemetry = null,
    ResponseSampling? sampling = null)
{
    private readonly ConcurrentDictionary<SourcePartition, Lane> _lanes = new();

    public async Task<BatchSummary> IngestAsync(SourcePartition partition, IReadOnlyList<Delivery> batch, CancellationToken cancellation)
    {
        var lane = _lanes.GetOrAdd(partition, key => new Lane(new PartitionIngestor(key, rows, streams, reader, scorer, options, capture, telemetry, sampling)));
        await lane.Turn.WaitAsync(cancellation);
        try
        {
            return await lane.Ingestor.IngestAsync(batch, cancellation);
        }
        finally
        {
            lane.Turn.Release();
        }
    }

    private sealed record Lane(PartitionIngestor Ingestor)
    {
        public SemaphoreSlim Turn { get; } = new(1);
    }
}
