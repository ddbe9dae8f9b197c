using Kanshi.Ingestion;

namespace Kanshi.Testing;

/// <summary>Folds a batch of <see cref="SimulatedLog.Partition"/>, with whatever it keeps in memory from one to the next.</summary>
public delegate Task BatchHandler(IReadOnlyList<Delivery> batch, CancellationToken cancellation);

/// <summary>An instance that owns the partition, or believes so: it reads on from a checkpoint in batches of chance size, and dies with every crash.</summary>
/// <param name="start">What an instance begins with, knowing nothing.</param>
public sealed class SimulatedOwner(Func<BatchHandler> start, Delivery[] log, Random chance)
{
    private BatchHandler? _handler;

    /// <summary>Records before this position are done with; what a new owner starts from.</summary>
    public int Checkpoint { get; private set; }

    public int Position { get; private set; }

    public bool IsDone => Checkpoint == log.Length;

    /// <summary>Takes over from a checkpoint, with nothing in memory.</summary>
    public void TakeOver(int checkpoint)
    {
        _handler = null;
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

        _handler ??= start();
        try
        {
            await _handler(log[Position..(Position + size)], cancellation);
            Position += size;
            if (chance.Next(3) > 0)
                Checkpoint = Position;
        }
        catch (CrashException)
        {
            // A host that dies forgets everything; one that retries keeps its instance and delivers the same records again.
            if (chance.Next(2) == 0)
                _handler = null;
            Position = Checkpoint;
        }
    }
}
