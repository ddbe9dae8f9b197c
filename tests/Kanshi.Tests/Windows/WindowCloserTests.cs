using Kanshi.Storage;
using Kanshi.Testing;
using Kanshi.Windows;
using Xunit;

namespace Kanshi.Tests.Windows;

public sealed class WindowCloserTests
{
    private static readonly WindowOptions _options = new();
    private static readonly DateTimeOffset _nine = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
    private readonly MemoryRowStore _rows = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_closes_before_the_first_event()
    {
        var closer = new WindowCloser(_rows, new SimulatedHub(_rows, _options, 2), _options);

        Assert.Null(await closer.PositionAsync(Cancellation));
        Assert.Null(await closer.NextAsync(At(600), Cancellation));
    }

    [Fact]
    public async Task Windows_close_in_order_and_once_and_empty_ones_pass()
    {
        var hub = new SimulatedHub(_rows, _options, 2);
        hub.Send(0, At(1), At(1));
        hub.Send(1, At(2), At(2), "e");
        hub.Send(0, At(12), At(12));
        await hub.FoldAllAsync(Cancellation);
        var closer = new WindowCloser(_rows, hub, _options);

        var closed = await CloseAllAsync(closer, At(17));
        Assert.Equal([At(-10), At(-5), At(0), At(5), At(10)], closed.Select(window => window.Start));
        Assert.Equal([0, 0, 2, 0, 1], closed.Select(window => window.Streams.Count));
        Assert.All(closed, window => Assert.True(window.Complete));
        Assert.Equal(At(15), await closer.PositionAsync(Cancellation));
        Assert.Empty(await CloseAllAsync(closer, At(17)));
    }

    [Fact]
    public async Task A_window_closes_not_before_its_end_and_lateness()
    {
        var (_, closer) = await AtWindowOfNineAsync(partitions: 1);

        Assert.Null(await closer.NextAsync(At(7).AddTicks(-1), Cancellation));
        Assert.Equal(At(0), (await closer.NextAsync(At(7), Cancellation))?.Start);
    }

    [Fact]
    public async Task A_late_event_never_changes_a_closed_window()
    {
        var (hub, closer) = await AtWindowOfNineAsync(partitions: 1);
        await CloseAllAsync(closer, At(7));
        var kept = await MergedBytesAsync("d");
        hub.Send(0, At(8), At(3));
        await hub.FoldAllAsync(Cancellation);
        await CloseAllAsync(new WindowCloser(_rows, hub, _options), At(12));

        Assert.Equal(kept, await MergedBytesAsync("d"));
        var shard = await new ShardStore(_rows).MergeAsync([SimulatedHub.Partition(0).InEpoch(0)], At(0), SimulatedHub.Stream("d"), Cancellation);
        Assert.Equal((2, 1), (shard!.Events, shard.Late));
    }

    [Fact]
    public async Task A_crash_before_completion_gives_the_same_window_with_the_same_content()
    {
        var (hub, closer) = await AtWindowOfNineAsync(partitions: 1);
        var first = await closer.NextAsync(At(7), Cancellation);
        hub.Send(0, At(8), At(3));
        hub.Send(0, At(8), At(3), deployment: "only-late");
        await hub.FoldAllAsync(Cancellation);
        var again = await new WindowCloser(_rows, hub, _options).NextAsync(At(9), Cancellation);

        AssertSame(first, again);
    }

    [Fact]
    public async Task Two_closers_at_once_agree()
    {
        var (hub, one) = await AtWindowOfNineAsync(partitions: 1);
        var two = new WindowCloser(_rows, hub, _options);
        var byOne = await one.NextAsync(At(7), Cancellation);
        hub.Send(0, At(8), At(3));
        await hub.FoldAllAsync(Cancellation);
        var byTwo = await two.NextAsync(At(8), Cancellation);
        AssertSame(byOne, byTwo);

        await one.CompleteAsync(byOne!, Cancellation);
        await CloseAllAsync(one, At(20));
        await two.CompleteAsync(byTwo!, Cancellation);
        Assert.Equal(At(15), await two.PositionAsync(Cancellation));
    }

    [Fact]
    public async Task The_closer_that_was_slower_takes_the_content_of_the_other()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var rows = new MemoryRowStore();
            var chaos = new ChaosRowStore(rows, new Random(seed), crashRate: 0) { MeanwhileRate = 0.3 };
            var hub = new SimulatedHub(rows, _options, 2);
            hub.Send(0, At(1), At(1));
            hub.Send(1, At(1), At(1), "e");
            await hub.FoldAllAsync(Cancellation);
            var closed = new List<ClosedWindow>();
            var other = new WindowCloser(rows, hub, _options);
            chaos.Meanwhile = async () =>
            {
                hub.Send(0, At(30), At(2));
                await hub.FoldAllAsync(Cancellation);
                if (await other.NextAsync(At(30), Cancellation) is not { } window)
                    return;
                closed.Add(window);
                await other.CompleteAsync(window, Cancellation);
            };
            closed.AddRange(await CloseAllAsync(new WindowCloser(chaos, hub, _options), At(30)));

            foreach (var window in closed.GroupBy(window => window.Start))
                Assert.All(window, same => AssertSame(window.First(), same));
            Assert.Equal(6, closed.DistinctBy(window => window.Start).Count(window => window.Start is var start && start >= At(-5) && start < At(25)));
        }
    }

    [Fact]
    public async Task A_backlog_holds_the_closing_until_it_is_folded()
    {
        var (hub, closer) = await AtWindowOfNineAsync(partitions: 2);
        for (var minute = 1; minute <= 9; minute++)
            hub.Send(1, At(minute), At(minute));
        await hub.FoldAsync(1, Cancellation, atMost: 6);
        Assert.Null(await closer.NextAsync(At(19), Cancellation));

        await hub.FoldAsync(1, Cancellation, atMost: 1);
        var closed = await closer.NextAsync(At(19), Cancellation);
        Assert.Equal((At(0), true, 5L), (closed!.Start, closed.Complete, closed.Streams.Single().Statistics.Events));
    }

    [Fact]
    public async Task A_partition_that_stays_behind_is_given_up_after_15_minutes()
    {
        var (hub, closer) = await AtWindowOfNineAsync(partitions: 2);
        hub.Send(1, At(2), At(2));
        Assert.Null(await closer.NextAsync(At(20).AddTicks(-1), Cancellation));

        var givenUp = await closer.NextAsync(At(20), Cancellation);
        Assert.Equal((At(0), false), (givenUp!.Start, givenUp.Complete));
        Assert.False(givenUp.Streams.Single().Statistics.Complete);

        // Once incomplete, incomplete for good: also for a closer that comes when everything is folded.
        await hub.FoldAllAsync(Cancellation);
        var later = await closer.NextAsync(At(21), Cancellation);
        Assert.False(later!.Streams.Single().Statistics.Complete);
        Assert.False((await new MergedWindowStore(_rows).FindAsync(SimulatedHub.Stream("d"), At(0), Cancellation))!.Complete);
    }

    [Fact]
    public async Task An_idle_partition_that_is_caught_up_does_not_hold_the_closing()
    {
        var (hub, closer) = await AtWindowOfNineAsync(partitions: 3);
        hub.Send(1, At(1), At(1));
        await hub.FoldAllAsync(Cancellation);

        Assert.True((await closer.NextAsync(At(7), Cancellation))!.Complete);
    }

    [Fact]
    public async Task What_closed_can_be_read_back_by_the_range_of_days()
    {
        var hub = new SimulatedHub(_rows, _options, 1);
        for (var hour = 0; hour < 40; hour++)
            hub.Send(0, At(60 * hour), At(60 * hour));
        await hub.FoldAllAsync(Cancellation);
        await CloseAllAsync(new WindowCloser(_rows, hub, _options), At(60 * 41));
        var read = new List<DateTimeOffset>();
        await foreach (var window in new MergedWindowStore(_rows).ListAsync(SimulatedHub.Stream("d"), At(60), At(60 * 39), Cancellation))
            read.Add(window.Start);

        Assert.Equal(Enumerable.Range(1, 38).Select(hour => At(60 * hour)), read);
    }

    /// <summary>One event at 09:00 in partition 0, and the windows before it closed.</summary>
    private async Task<(SimulatedHub Hub, WindowCloser Closer)> AtWindowOfNineAsync(int partitions)
    {
        var hub = new SimulatedHub(_rows, _options, partitions);
        hub.Send(0, At(0), At(0));
        await hub.FoldAllAsync(Cancellation);
        var closer = new WindowCloser(_rows, hub, _options);
        await CloseAllAsync(closer, At(6));
        return (hub, closer);
    }

    private static async Task<List<ClosedWindow>> CloseAllAsync(WindowCloser closer, DateTimeOffset now)
    {
        var closed = new List<ClosedWindow>();
        while (await closer.NextAsync(now, Cancellation) is { } window)
        {
            closed.Add(window);
            await closer.CompleteAsync(window, Cancellation);
        }

        return closed;
    }

    private async Task<byte[]> MergedBytesAsync(string deployment) =>
        (await _rows.ReadAsync(MergedWindowStore.TableOf(At(0)), SimulatedHub.Stream(deployment).Id, WindowKeys.Start(At(0)), Cancellation))!.Value.ToArray();

    private static void AssertSame(ClosedWindow? expected, ClosedWindow? actual)
    {
        Assert.Equal((expected!.Start, expected.Complete), (actual!.Start, actual.Complete));
        Assert.Equal(expected.Streams.Select(known => known.Stream), actual.Streams.Select(known => known.Stream));
        foreach (var (one, two) in expected.Streams.Zip(actual.Streams))
        {
            Assert.Equal((one.Statistics.Events, one.Statistics.Complete), (two.Statistics.Events, two.Statistics.Complete));
            Assert.Equal(one.Statistics.Metrics, two.Statistics.Metrics);
        }
    }

    private static DateTimeOffset At(double minutes) => _nine + TimeSpan.FromMinutes(minutes);
}
