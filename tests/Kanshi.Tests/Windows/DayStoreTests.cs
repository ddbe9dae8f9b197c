using Kanshi.Inference;
using Kanshi.Storage;
using Kanshi.Testing;
using Kanshi.Windows;
using Xunit;

namespace Kanshi.Tests.Windows;

public sealed class DayStoreTests
{
    private const int ADay = 288;
    private static readonly StreamKey _stream = new("svc", "d", "chat");
    private readonly MemoryRowStore _rows = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DayStore Days => new(_rows);

    [Fact]
    public async Task A_window_that_is_there_already_stays()
    {
        await Days.AddAsync(_stream, TestWindows.Of(3, new Reading("latency", 900)), Cancellation);
        await Days.AddAsync(_stream, TestWindows.Of(3, new Reading("latency", 100)), Cancellation);
        var read = await ReadAsync(0, ADay);

        Assert.Equal(TestWindows.Of(3, new Reading("latency", 900)).Metrics, Assert.Single(read).Metrics);
    }

    [Fact]
    public async Task A_window_is_read_as_it_was_added()
    {
        var sketch = new WindowSketch();
        for (var seed = 0; seed < 50; seed++)
            sketch.Add(ScoredEvents.Wild(new Random(seed)));
        var added = WindowStatistics.Of(TestWindows.StartOf(1), complete: false, sketch);
        await Days.AddAsync(_stream, added, Cancellation);
        var read = Assert.Single(await ReadAsync(0, 2));

        Assert.Equal((added.Start, added.Complete, added.Events), (read.Start, read.Complete, read.Events));
        Assert.Equal(added.Metrics, read.Metrics);
    }

    [Fact]
    public async Task Ranges_go_across_days_in_order_and_leave_out_their_end()
    {
        foreach (var number in (int[])[5, 4, ADay - 1, ADay, ADay + 7, 3 * ADay, 2])
            await Days.AddAsync(_stream, TestWindows.Of(number, new Reading("latency", 900)), Cancellation);
        await Days.AddAsync(_stream with { Deployment = "e" }, TestWindows.Of(6), Cancellation);

        Assert.Equal([2, 4, 5, ADay - 1, ADay, ADay + 7, 3 * ADay], await NumbersAsync(0, 4 * ADay));
        Assert.Equal([5, ADay - 1, ADay], await NumbersAsync(5, ADay + 7));
        Assert.Equal([ADay + 7], await NumbersAsync(ADay + 1, 3 * ADay));
        Assert.Empty(await NumbersAsync(ADay + 8, 3 * ADay));
    }

    [Fact]
    public async Task Two_writers_at_once_lose_no_window()
    {
        var chaos = new ChaosRowStore(_rows, new Random(4), crashRate: 0) { MeanwhileRate = 0.5 };
        var next = 100;
        chaos.Meanwhile = async () => await Days.AddAsync(_stream, TestWindows.Of(next++), Cancellation);
        for (var number = 0; number < 50; number++)
            await new DayStore(chaos).AddAsync(_stream, TestWindows.Of(number), Cancellation);

        Assert.Equal(Enumerable.Range(0, 50).Concat(Enumerable.Range(100, next - 100)), await NumbersAsync(0, ADay));
    }

    [Fact]
    public async Task A_window_takes_at_most_300_bytes()
    {
        var readings = WindowMetric.All.Select(metric => new Reading(metric.Name, 0.123, 1_000_000_000)).ToArray();
        for (var number = 0; number < ADay; number++)
            await Days.AddAsync(_stream, TestWindows.Of(number, readings), Cancellation);
        var row = await _rows.ReadAsync("days", _stream.Id, WindowKeys.Day(TestWindows.StartOf(0)), Cancellation);

        Assert.InRange(row!.Value.Length, 1, 300 * ADay);
    }

    /// <summary>A day as the first format wrote it: all numbers in full, and fewer metrics.</summary>
    [Fact]
    public async Task A_day_of_the_first_format_is_still_read()
    {
        var writer = new SketchWriter();
        writer.Byte(1);
        writer.Unsigned((ulong)TestWindows.StartOf(3).ToUnixTimeSeconds());
        writer.Byte(1);
        writer.Unsigned(50);
        writer.Unsigned(2);
        writer.Unsigned(50);
        writer.Single(0.1f);
        writer.Single(0);
        writer.Unsigned(0);
        await _rows.CommitAsync("days", _stream.Id, [new RowWrite.Insert(WindowKeys.Day(TestWindows.StartOf(0)), writer.Written)], Cancellation);

        await Days.AddAsync(_stream, TestWindows.Of(4, new Reading("error-rate", 0.2)), Cancellation);

        var windows = await ReadAsync(0, ADay);
        Assert.Equal([(3, 50L, 0.1f), (4, 100L, 0.2f)], windows.Select(window => ((int)((window.Start - TestWindows.StartOf(0)) / TestWindows.Length), window.Metrics[0].Count, window.Metrics[0].Value)));
        Assert.All(windows, window => Assert.Equal(default, window.Metrics[1]));
    }

    private async Task<List<WindowStatistics>> ReadAsync(int from, int to) =>
        await Days.ReadAsync(_stream, TestWindows.StartOf(from), TestWindows.StartOf(to), Cancellation);

    private async Task<IEnumerable<int>> NumbersAsync(int from, int to) =>
        (await ReadAsync(from, to)).Select(window => (int)((window.Start - TestWindows.StartOf(0)) / TestWindows.Length));
}
