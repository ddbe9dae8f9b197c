using Kanshi.Drift;
using Kanshi.Storage;
using Kanshi.Testing;
using Kanshi.Windows;
using Xunit;
using static Kanshi.Telemetry.TelemetryNames;

namespace Kanshi.Tests.Telemetry;

public sealed class DetectionMetricsTests : IDisposable
{
    private static readonly DateTimeOffset _time = new(2026, 11, 20, 9, 1, 0, TimeSpan.Zero);
    private readonly MemoryRowStore _rows = new();
    private readonly MetricsProbe _probe = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_window_of_a_stream_counts_once_whoever_closes_it()
    {
        var options = new WindowOptions();
        var hub = new SimulatedHub(_rows, options, 1);
        hub.Send(0, _time, _time, "a");
        hub.Send(0, _time, _time, "b");
        await hub.FoldAllAsync(Cancellation);
        foreach (var closer in new[] { Closer(hub, options), Closer(hub, options) })
            await closer.CloseAsync(new DueWindow(options.StartOf(_time), Complete: true), StreamRange.All, _time, Cancellation);

        await Closer(hub, options).CloseAsync(new DueWindow(options.StartOf(_time), Complete: false), StreamRange.All, _time, Cancellation);
        Assert.Equal((2, 2), (_probe.Sum(Metrics.WindowsClosed), _probe.Sum(Metrics.WindowsClosed, "true")));
    }

    [Fact]
    public async Task A_signal_counts_once_however_often_its_window_is_looked_at()
    {
        for (var number = 0; number < 26; number++)
            await ObserveAsync(number);
        await ObserveAsync(25);

        Assert.Equal(["refusal-rate true"], _probe.TagsOf(Metrics.Signals));
        Assert.Equal(1, _probe.Sum(Metrics.Signals));
    }

    public void Dispose() => _probe.Dispose();

    private WindowCloser Closer(SimulatedHub hub, WindowOptions options) => new(_rows, hub, options, _probe.Metrics);

    private async Task ObserveAsync(int number)
    {
        var window = TestWindows.Of(number, new Reading("refusal-rate", number < 24 ? 0.02 : 0.5));
        await new DayStore(_rows).AddAsync(DetectorCourse.Stream, window, Cancellation);
        await new DriftWatch(_rows, new ShiftDetector(new()), new(), _probe.Metrics)
            .ObserveAsync(DetectorCourse.Stream, window, DetectorCourse.ClosedAt(window), Cancellation);
    }
}
