using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Scoring;
using Kanshi.Storage;
using Kanshi.Windows;

namespace Kanshi.Testing;

/// <summary>An instance that owns the partition, or believes so: it reads on from a checkpoint in batches of chance size, and dies with every crash.</summary>
public sealed class SimulatedOwner(IRowStore store, Delivery[] log, WindowOptions options, Random chance)
{
    private PartitionIngestor? _ingestor;

    /// <summary>Records before this position are done with; what a new owner starts from.</summary>
    public int Checkpoint { get; private set; }

    public int Position { get; private set; }

    public bool IsDone => Checkpoint == log.Length;

    /// <summary>Takes over from a checkpoint, with nothing in memory.</summary>
    public void TakeOver(int checkpoint)
    {
        _ingestor = null;
        Checkpoint = Position = checkpoint;
    }

    /// <summary>Handles one batch. A crash loses the memory, and the next batch begins at the checkpoint.</summary>
    public async Task StepAsync(CancellationToken cancellation)
    {
        var size = Math.Min(chance.Next(1, 24), log.Length - Position);
        if (size == 0)
        {
            Checkpoint = Position;
            return;
        }

        _ingestor ??= new PartitionIngestor(
            SimulatedLog.Partition, store, new StreamRegistry(store, options.MaxStreams), new EventReader(), new ResponseScorer(), options);
        try
        {
            await _ingestor.IngestAsync(log[Position..(Position + size)], cancellation);
            Position += size;
            if (chance.Next(3) > 0)
                Checkpoint = Position;
        }
        catch (CrashException)
        {
            // A host that dies forgets everything; one that retries keeps its instance and delivers the same records again.
            if (chance.Next(2) == 0)
                _ingestor = null;
            Position = Checkpoint;
        }
    }
}
