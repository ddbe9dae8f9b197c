using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Scoring;
using Kanshi.Storage;
using Kanshi.Windows;
using Xunit;

namespace Kanshi.Testing;

/// <summary>
/// Folding a log that is delivered at least once counts every record exactly once, whatever happens in between. An adapter's tests derive from it
/// and say how to make an empty store, and how many seeds they can afford.
/// </summary>
public abstract class ExactlyOnceContract
{
    private static readonly WindowOptions _options = new() { DedupSpan = TimeSpan.FromMinutes(20) };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Logs of 60 records an epoch that each test is run over.</summary>
    protected abstract int Seeds { get; }

    [Fact]
    public Task A_log_that_is_delivered_once_is_counted_once() => OverSeedsAsync(crashRate: 0, epochs: 1, owners: 1);

    [Fact]
    public Task Crashes_between_any_two_writes_change_nothing() => OverSeedsAsync(crashRate: 0.08, epochs: 1, owners: 1);

    [Fact]
    public Task Two_owners_at_once_change_nothing() => OverSeedsAsync(crashRate: 0, epochs: 1, owners: 2);

    [Fact]
    public Task Two_owners_that_crash_over_three_epochs_change_nothing() => OverSeedsAsync(crashRate: 0.04, epochs: 3, owners: 2);

    protected abstract IRowStore Create();

    /// <summary>An instance that folds into these rows; a host's tests say how theirs comes by its batches.</summary>
    protected virtual BatchHandler Start(IRowStore rows, WindowOptions options)
    {
        var streams = new StreamRegistry(rows, options.MaxStreams);
        var ingestor = new PartitionIngestor(SimulatedLog.Partition, rows, streams, new EventReader(), new ResponseScorer(), options);
        return async (batch, cancellation) => await ingestor.IngestAsync(batch, cancellation);
    }

    private async Task OverSeedsAsync(double crashRate, int epochs, int owners)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var chance = new Random(seed);
            var log = new SimulatedLog(chance, _options, records: 60, epochs);
            var rows = Create();
            SimulatedOwner? overtaken = null;
            foreach (var epoch in log.Epochs)
                overtaken = await DeliverAsync(epoch, rows, chance, crashRate, owners, overtaken);
            await AssertBooksAsync(log, rows, seed);
        }
    }

    /// <summary>Delivers one epoch to its end, while an owner that was overtaken still hands in records of the epoch before; gives back an owner.</summary>
    private async Task<SimulatedOwner> DeliverAsync(
        Delivery[] log, IRowStore rows, Random chance, double crashRate, int count, SimulatedOwner? overtaken)
    {
        var stores = Enumerable.Range(0, count).Select(_ => new ChaosRowStore(rows, chance, crashRate)).ToArray();
        var owners = stores.Select(store => new SimulatedOwner(() => Start(store, _options), log, chance)).ToArray();
        if (count == 2)
        {
            // While the first one is about to write, the second one, which believes itself the owner, handles a batch, and the other way round.
            var nested = false;
            foreach (var (store, other) in stores.Zip(owners.Reverse()))
            {
                store.MeanwhileRate = 0.2;
                store.Meanwhile = async () =>
                {
                    if (nested)
                        return;
                    nested = true;
                    await other.StepAsync(Cancellation);
                    nested = false;
                };
            }
        }

        while (!owners[0].IsDone)
        {
            var owner = owners[chance.Next(count)];
            await owner.StepAsync(Cancellation);
            if (chance.Next(12) == 0)
                owner.TakeOver(owners.Min(known => known.Checkpoint));
            if (overtaken is not null && chance.Next(6) == 0)
            {
                overtaken.TakeOver(chance.Next(overtaken.Checkpoint + 1));
                await overtaken.StepAsync(Cancellation);
            }
        }

        return owners[0];
    }

    private static async Task AssertBooksAsync(SimulatedLog log, IRowStore rows, int seed)
    {
        var sources = new SourceRegistry(rows);
        var total = await new Ledger(rows, sources).TotalAsync(Cancellation);
        Assert.True(total.Balances, $"seed {seed}: the books do not balance");
        Assert.Equal(
            (seed, log.Received, log.SetAside, log.Duplicates), (seed, (int)total.Received, (int)total.SetAside.Values.Sum(), (int)total.Duplicates));

        var counted = new Dictionary<(DateTimeOffset, string), long>();
        var shards = new ShardStore(rows);
        foreach (var window in log.Scored.Keys.Select(key => key.Window).Distinct())
        {
            foreach (var (stream, sketch) in await shards.MergeAllAsync(await sources.SourcesAsync(Cancellation), window, StreamRange.All, Cancellation))
                counted[(window, stream)] = sketch.Events;
        }

        Assert.True(
            log.Scored.Count == counted.Count && log.Scored.All(expected => counted.GetValueOrDefault(expected.Key) == expected.Value),
            $"seed {seed}: windows hold {counted.Values.Sum()} events, {log.Scored.Values.Sum()} were sent");
        Assert.Equal(log.Scored.Values.Sum(), total.Scored);
    }
}
