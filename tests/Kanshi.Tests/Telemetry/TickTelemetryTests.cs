using Kanshi.Ingestion;
using Kanshi.Storage;
using Kanshi.Telemetry;
using Kanshi.Testing;
using Kanshi.Windows;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using static Kanshi.Telemetry.TelemetryNames;

namespace Kanshi.Tests.Telemetry;

public sealed class TickTelemetryTests : IDisposable
{
    private static readonly DateTimeOffset _time = new(2026, 11, 20, 9, 1, 0, TimeSpan.Zero);
    private readonly MemoryRowStore _rows = new();
    private readonly MetricsProbe _probe = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tick_is_counted_and_timed()
    {
        await Telemetry(new SimulatedHub(_rows, new(), 1)).MeasureAsync(_ => Task.CompletedTask, Cancellation);

        Assert.Equal(1, _probe.Sum(Metrics.Ticks));
        Assert.Single(_probe.Values(Metrics.TickDuration));
    }

    [Fact]
    public async Task A_tick_that_fails_is_timed_but_no_tick()
    {
        var telemetry = Telemetry(new SimulatedHub(_rows, new(), 1));

        await Assert.ThrowsAsync<IOException>(() => telemetry.MeasureAsync(_ => throw new IOException("down"), Cancellation));
        Assert.Equal(0, _probe.Sum(Metrics.Ticks));
        Assert.Single(_probe.Values(Metrics.TickDuration));
    }

    [Fact]
    public async Task The_lag_is_that_of_the_partition_that_is_furthest_behind()
    {
        var hub = new SimulatedHub(_rows, new(), 3);
        for (var i = 0; i < 7; i++)
            hub.Send(i % 2, _time, _time);
        await hub.FoldAsync(0, Cancellation, atMost: 3);

        await Telemetry(hub).MeasureAsync(_ => Task.CompletedTask, Cancellation);
        await hub.FoldAllAsync(Cancellation);
        await Telemetry(hub).MeasureAsync(_ => Task.CompletedTask, Cancellation);

        Assert.Equal([3, 0], _probe.Values(Metrics.PartitionLag));
    }

    [Fact]
    public async Task Of_a_hub_made_anew_everything_waits()
    {
        var folded = new SourceProgress([_time], 100, _time);
        await new SourceRegistry(_rows).SaveAsync(SimulatedHub.Partition(0), folded, null, Cancellation);
        var hub = new SimulatedHub(_rows, new(), 1);
        hub.Send(0, _time, _time);
        hub.Send(0, _time, _time);

        await Telemetry(hub).MeasureAsync(_ => Task.CompletedTask, Cancellation);

        Assert.Equal([2], _probe.Values(Metrics.PartitionLag));
    }

    [Fact]
    public async Task A_lag_that_cannot_be_read_keeps_no_tick_from_its_work()
    {
        await Telemetry(new NoHeads()).MeasureAsync(_ => Task.CompletedTask, Cancellation);

        Assert.Equal(1, _probe.Sum(Metrics.Ticks));
        Assert.Empty(_probe.Values(Metrics.PartitionLag));
    }

    public void Dispose() => _probe.Dispose();

    private TickTelemetry Telemetry(IPartitionHeads heads) =>
        new(_probe.Metrics, new PartitionLag(new SourceRegistry(_rows), heads), TimeProvider.System, NullLogger<TickTelemetry>.Instance);

    private sealed class NoHeads : IPartitionHeads
    {
        public ValueTask<IReadOnlyDictionary<SourcePartition, long>> ReadAsync(CancellationToken cancellation) => throw new IOException("down");
    }
}
