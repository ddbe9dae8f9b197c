using Kanshi.Drift;
using Kanshi.Inference;
using Kanshi.Storage;
using Kanshi.Testing;
using Kanshi.Windows;
using Xunit;

namespace Kanshi.Tests.Drift;

public sealed class DriftWatchTests
{
    private static readonly ShiftOptions _options = new();
    private static readonly Reading _normal = new("refusal-rate", 0.02), _high = new("refusal-rate", 0.5);
    private readonly MemoryRowStore _rows = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static StreamKey Stream => DetectorCourse.Stream;

    [Fact]
    public async Task Changes_that_were_not_handed_over_survive_a_crash()
    {
        await ObserveAsync(Watch(), 0, Enumerable.Repeat(_normal, 24));
        var raised = Assert.Single(await ObserveAsync(Watch(), 24, [_high, _high]));

        Assert.Equal([raised], await ObserveAsync(Watch(), 25, [_high]));
        Assert.Equal([raised], await ObserveAsync(Watch(), 26, [_high]));
    }

    [Fact]
    public async Task Crashes_between_any_two_writes_lose_and_double_no_change()
    {
        Reading[] readings = [.. Enumerable.Repeat(_normal, 14), .. Enumerable.Repeat(_high, 3), .. Enumerable.Repeat(_normal, 6), .. Enumerable.Repeat(_high, 3)];
        var expected = await HandedOverAsync(readings, new MemoryRowStore(), crashRate: 0, seed: 0);
        Assert.Equal(4, expected.Count);
        for (var seed = 0; seed < 100; seed++)
        {
            var handed = await HandedOverAsync(readings, new MemoryRowStore(), crashRate: 0.15, seed);
            Assert.True(expected.SequenceEqual(handed.Distinct()), $"seed {seed}: {string.Join(", ", handed)}");
        }
    }

    [Fact]
    public async Task What_was_handed_over_is_struck_off()
    {
        var watch = Watch();
        await ObserveAsync(watch, 0, Enumerable.Repeat(_normal, 24));
        var changes = await ObserveAsync(watch, 24, [_high, _high]);
        await watch.HandedOverAsync(Stream, changes, Cancellation);

        Assert.Empty(await ObserveAsync(watch, 25, [_high]));
        Assert.IsType<DriftChange.Recovering>(Assert.Single(await ObserveAsync(watch, 26, [_normal])));
    }

    [Fact]
    public async Task Handing_over_twice_strikes_off_nothing_else()
    {
        var (one, two) = (Watch(), Watch());
        await ObserveAsync(one, 0, Enumerable.Repeat(_normal, 24));
        var byOne = await ObserveAsync(one, 24, [_high, _high]);
        var byTwo = await ObserveAsync(two, 25, [_high]);
        await one.HandedOverAsync(Stream, byOne, Cancellation);
        var recovering = await ObserveAsync(one, 26, [_normal]);
        await two.HandedOverAsync(Stream, byTwo, Cancellation);

        Assert.Equal(recovering, await ObserveAsync(Watch(), 26, [_normal]));
    }

    [Fact]
    public async Task Two_watches_at_once_raise_one_signal()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var rows = new MemoryRowStore();
            var chaos = new ChaosRowStore(rows, new Random(seed), crashRate: 0) { MeanwhileRate = 0.5 };
            var (one, two) = (new DriftWatch(chaos, new ShiftDetector(_options), _options), new DriftWatch(rows, new ShiftDetector(_options), _options));
            var readings = Enumerable.Repeat(_normal, 14).Concat(Enumerable.Repeat(_high, 4)).ToArray();
            for (var number = 0; number < readings.Length; number++)
            {
                var window = TestWindows.Of(number, readings[number]);
                await new DayStore(rows).AddAsync(Stream, window, Cancellation);
                chaos.Meanwhile = async () => await two.ObserveAsync(Stream, window, DetectorCourse.ClosedAt(window), Cancellation);
                await one.ObserveAsync(Stream, window, DetectorCourse.ClosedAt(window), Cancellation);
            }

            var pending = await one.ObserveAsync(Stream, TestWindows.Of(0), default, Cancellation);
            Assert.True(pending is [DriftChange.Raised], $"seed {seed}: {string.Join(", ", pending)}");
        }
    }

    [Fact]
    public async Task The_row_of_a_signal_is_written_with_it()
    {
        await ObserveAsync(Watch(), 0, Enumerable.Repeat(_normal, 24));
        var raised = Assert.IsType<DriftChange.Raised>(Assert.Single(await ObserveAsync(Watch(), 24, [_high, _high])));

        Assert.NotNull(await _rows.ReadAsync("detectors", Stream.Id, "signal|" + raised.Signal.Id, Cancellation));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_fresh_watch_comes_to_the_same_conclusions_as_one_that_lives_long(int windowsPerWindow)
    {
        // Windows of a sparse stream lie apart: both must look back over the same span, not over the same number.
        var chance = new Random(9);
        var (freshRows, longRows) = (new MemoryRowStore(), new MemoryRowStore());
        var longLived = new DriftWatch(longRows, new ShiftDetector(_options), _options);
        for (var number = 0; number < 700; number++)
        {
            var shifted = number % 150 is > 100 and < 110;
            var level = 900 + (800 * Math.Sin(number / 120.0));
            var window = TestWindows.Of(
                number * windowsPerWindow, new Reading("latency", chance.LogNormal(shifted ? 4 * level : level, 0.1)),
                new Reading("refusal-rate", chance.Binomial(100, 0.02) / 100.0)) with
            { Complete = chance.Next(20) > 0 };
            var byLongLived = await ObserveAsync(longLived, longRows, window);
            var byFresh = await ObserveAsync(new DriftWatch(freshRows, new ShiftDetector(_options), _options), freshRows, window);

            Assert.True(byLongLived.SequenceEqual(byFresh), $"window {number}: {string.Join(", ", byLongLived)} and {string.Join(", ", byFresh)}");
        }

        Assert.Equal(await StateAsync(longRows), await StateAsync(freshRows));
    }

    [Fact]
    public async Task A_watch_that_was_away_for_a_while_knows_what_another_one_saw()
    {
        var (one, two) = (Watch(), Watch());
        await ObserveAsync(one, 0, Enumerable.Repeat(new Reading("latency", 500), 14));
        await ObserveAsync(two, 14, Enumerable.Repeat(new Reading("latency", 620), 100));

        // 900 is off 500, where the first one left, and near 620, where the second one has been since.
        Assert.Empty(await ObserveAsync(one, 114, Enumerable.Repeat(new Reading("latency", 760, Spread: 0.1), 3)));
    }

    [Fact]
    public async Task A_false_positive_is_forgotten_in_the_store()
    {
        var watch = Watch();
        await ObserveAsync(watch, 0, Enumerable.Repeat(_normal, 24));
        var changes = await ObserveAsync(watch, 24, [_high, _high]);
        await watch.HandedOverAsync(Stream, changes, Cancellation);
        await watch.ForgetAsync(Stream, ((DriftChange.Raised)changes[0]).Signal.Id, wasFalsePositive: true, Cancellation);

        Assert.Empty(await ObserveAsync(Watch(), 26, Enumerable.Repeat(_high, 20)));
    }

    /// <summary>Every change in the order in which it was handed over, by a host that begins the window anew after each crash.</summary>
    private static async Task<List<DriftChange>> HandedOverAsync(Reading[] readings, MemoryRowStore memory, double crashRate, int seed)
    {
        var rows = new ChaosRowStore(memory, new Random(seed), crashRate);
        var watch = new DriftWatch(rows, new ShiftDetector(_options), _options);
        var handed = new List<DriftChange>();
        for (var number = 0; number < readings.Length;)
        {
            try
            {
                var changes = await ObserveAsync(watch, rows, TestWindows.Of(number, readings[number]));
                handed.AddRange(changes);
                await watch.HandedOverAsync(Stream, changes, Cancellation);
                number++;
            }
            catch (CrashException)
            {
                watch = new DriftWatch(rows, new ShiftDetector(_options), _options);
            }
        }

        return handed;
    }

    private DriftWatch Watch() => new(_rows, new ShiftDetector(_options), _options);

    /// <summary>Windows from a number on, as the closer hands them in; what the last one gave.</summary>
    private async Task<IReadOnlyList<DriftChange>> ObserveAsync(DriftWatch watch, int from, IEnumerable<Reading> readings)
    {
        IReadOnlyList<DriftChange> changes = [];
        foreach (var reading in readings)
            changes = await ObserveAsync(watch, _rows, TestWindows.Of(from++, reading));
        return changes;
    }

    private static async Task<IReadOnlyList<DriftChange>> ObserveAsync(DriftWatch watch, IRowStore rows, WindowStatistics window)
    {
        await new DayStore(rows).AddAsync(Stream, window, Cancellation);
        return await watch.ObserveAsync(Stream, window, DetectorCourse.ClosedAt(window), Cancellation);
    }

    private static async Task<byte[]> StateAsync(IRowStore rows) => (await rows.ReadAsync("detectors", Stream.Id, "state", Cancellation))!.Value.ToArray();
}
