using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kanshi.Local.Serving;

/// <summary>Does something at once and then at an interval. A turn that fails is logged and followed by the next.</summary>
internal abstract partial class Loop(TimeSpan interval, TimeProvider clock, ILogger logger) : BackgroundService
{
    protected abstract Task TurnAsync(CancellationToken cancellation);

    /// <summary>What the first turn waits for.</summary>
    protected virtual Task ReadyAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Waits for the next turn.</summary>
    protected virtual async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancellation) => await timer.WaitForNextTickAsync(cancellation);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, clock);
        try
        {
            await ReadyAsync(stoppingToken);
            do
            {
                await GuardedAsync(stoppingToken);
            }
            while (await NextAsync(timer, stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async Task GuardedAsync(CancellationToken cancellation)
    {
        try
        {
            await TurnAsync(cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            Log.TurnFailed(logger, GetType().Name, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2002, LogLevel.Error, "A turn of {Loop} failed; the next one repeats what it has not done")]
        public static partial void TurnFailed(ILogger logger, string loop, Exception e);
    }
}
