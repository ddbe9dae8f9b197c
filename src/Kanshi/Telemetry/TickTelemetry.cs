using Kanshi.Windows;
using Microsoft.Extensions.Logging;

namespace Kanshi.Telemetry;

/// <summary>Watches a host's tick: whether it comes, how long it takes, and how far the partitions lag meanwhile.</summary>
public sealed partial class TickTelemetry(KanshiMetrics metrics, PartitionLag lag, TimeProvider clock, ILogger<TickTelemetry> logger)
{
    /// <summary>Runs the tick. One that fails is timed, but not counted: a tick that closes nothing must look like none.</summary>
    public async Task MeasureAsync(Func<CancellationToken, Task> tick, CancellationToken cancellation)
    {
        await MeasureLagAsync(cancellation);
        var start = clock.GetTimestamp();
        try
        {
            await tick(cancellation);
            metrics.TickDone();
        }
        finally
        {
            metrics.TickTook(clock.GetElapsedTime(start));
        }
    }

    private async Task MeasureLagAsync(CancellationToken cancellation)
    {
        try
        {
            metrics.Lagging(await lag.MeasureAsync(cancellation));
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            Log.CouldNotMeasureLag(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3202, LogLevel.Warning, "How far the partitions lag could not be read; the tick goes on")]
        public static partial void CouldNotMeasureLag(ILogger logger, Exception exception);
    }
}
