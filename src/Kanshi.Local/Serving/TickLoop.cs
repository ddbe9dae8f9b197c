using Kanshi.Windows;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kanshi.Local.Serving;

/// <summary>Runs the tick every minute; with shorter windows five times a window. A tick that fails is followed by the next.</summary>
internal sealed partial class TickLoop(Tick tick, WindowOptions options, TimeProvider clock, ILogger<TickLoop> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var interval = options.Length / 5 < TimeSpan.FromMinutes(1) ? options.Length / 5 : TimeSpan.FromMinutes(1);
        using var timer = new PeriodicTimer(interval, clock);
        try
        {
            do
            {
                await TickAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async Task TickAsync(CancellationToken cancellation)
    {
        try
        {
            await tick.RunAsync(cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.TickFailed(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2002, LogLevel.Error, "A tick failed; the next one repeats what it has not done")]
        public static partial void TickFailed(ILogger logger, Exception e);
    }
}
