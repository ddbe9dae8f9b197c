using Kanshi.Storage;
using Kanshi.Telemetry;

namespace Kanshi.Ingestion;

/// <summary>How far one partition has been folded, in memory and in its row; tells epochs apart.</summary>
internal sealed class PartitionProgress(SourcePartition partition, SourceRegistry sources, IngestionTelemetry? telemetry)
{
    private Row? _row;
    private SourceProgress? _progress;

    /// <summary>The epoch that is about to be written, or was when the write failed; null when the row is as it is known.</summary>
    private int? _entering;

    /// <summary>What is in memory is no longer known to be what is stored.</summary>
    public void Forget() => _progress = null;

    /// <summary>
    /// The source of a batch that begins with this record. A new epoch is written before anything is folded: after a crash here the same records fall into
    /// the same epoch again.
    /// </summary>
    public async ValueTask<Source> EnterAsync(Delivery first, CancellationToken cancellation)
    {
        while (true)
        {
            if (_progress is null)
            {
                _row = await sources.ReadAsync(partition, cancellation);
                _progress = _row is null ? null : SourceProgress.FromBytes(_row.Value.Span);
                TellOfEntering();
            }

            var entered = SourceProgress.Entering(_progress, first.Sequence, first.Enqueued);
            if (entered == _progress)
                return partition.InEpoch(entered.EpochOf(first.Enqueued));
            _entering = entered.Epoch;
            if (await sources.SaveAsync(partition, entered, _row, cancellation) is null)
                _entering = null; // another owner was quicker, and tells
            _progress = null;
        }
    }

    /// <summary>Everything of the batch is written.</summary>
    public async ValueTask ReachAsync(Source source, IReadOnlyList<Delivery> batch, CancellationToken cancellation)
    {
        var enqueued = batch.Max(delivery => delivery.Enqueued);
        while (true)
        {
            var reached = _progress!.Reaching(source.Epoch, batch[^1].Sequence, enqueued);
            if (reached == _progress)
                return;
            if (await sources.SaveAsync(partition, reached, _row, cancellation) is { } saved)
            {
                (_row, _progress) = (saved, reached);
                return;
            }

            _row = await sources.ReadAsync(partition, cancellation);
            _progress = SourceProgress.FromBytes(_row!.Value.Span);
        }
    }

    /// <summary>By what the row says, since a write that failed may have happened. The first epoch of a partition is a beginning, and no beginning anew.</summary>
    private void TellOfEntering()
    {
        if (_entering is > 0 && _progress?.Epoch >= _entering)
            telemetry?.SourceBeganAnew();
        _entering = null;
    }
}
