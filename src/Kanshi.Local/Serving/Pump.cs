using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kanshi.Local.Serving;

/// <summary>Empties a queue, again and again. What fails is tried again without end, after pauses that grow; nothing is passed over.</summary>
internal abstract partial class Pump(TimeProvider clock, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan _longestPause = TimeSpan.FromMinutes(1);

    /// <summary>Works until the queue is empty, or until there is no use in going on; gives back after how long to go on then.</summary>
    protected abstract Task<TimeSpan?> EmptyAsync(CancellationToken cancellation);

    /// <summary>Waits until something has come, or for a while.</summary>
    protected abstract Task WaitAsync(CancellationToken cancellation);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        try
        {
            while (true)
            {
                var (pause, failed) = await TryEmptyAsync(failures, stoppingToken);
                failures = failed ? failures + 1 : 0;
                if (pause is { } wait)
                    await Task.Delay(wait, clock, stoppingToken);
                else
                    await WaitAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping; what is not done with stays in the queue.
        }
    }

    private async Task<(TimeSpan? Pause, bool Failed)> TryEmptyAsync(int failures, CancellationToken cancellation)
    {
        try
        {
            return (await EmptyAsync(cancellation), false);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            var pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures), _longestPause.TotalSeconds));
            Log.Failed(logger, GetType().Name, pause, e);
            return (pause, true);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Error, "{Pump} could not go on; what waits stays in its queue and is tried again in {Pause}")]
        public static partial void Failed(ILogger logger, string pump, TimeSpan pause, Exception e);
    }
}
