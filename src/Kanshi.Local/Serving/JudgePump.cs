using Kanshi.Judging;
using Kanshi.Local.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kanshi.Local.Serving;

/// <summary>Has the judge look at what was sampled, batch by batch. What it has no answer to, for want of a judge or of budget, is tried again.</summary>
internal sealed partial class JudgePump(SampledQueue queue, ResponseJudging judging, TimeProvider clock, ILogger<JudgePump> logger) : BackgroundService
{
    private const int BatchSize = 32;
    private static readonly TimeSpan _longestPause = TimeSpan.FromMinutes(1);

    /// <summary>Judges until the queue is empty, or the judge or the budget has no answer; gives back after how long to go on then.</summary>
    public async Task<TimeSpan?> DrainAsync(CancellationToken cancellation)
    {
        while (queue.Read(BatchSize) is { } batch)
        {
            if (await judging.HandleAsync(batch.Responses, until: null, cancellation) is { } pause)
                return pause;
            await queue.DoneAsync(batch.Last, cancellation);
        }

        return null;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        try
        {
            while (true)
            {
                var pause = await TryJudgeAsync(failures, stoppingToken);
                failures = pause.Failed ? failures + 1 : 0;
                if (pause.For is { } wait)
                    await Task.Delay(wait, clock, stoppingToken);
                else
                    await queue.WaitAsync(TimeSpan.FromSeconds(1), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping; what is not booked stays in the queue.
        }
    }

    private async Task<(TimeSpan? For, bool Failed)> TryJudgeAsync(int failures, CancellationToken cancellation)
    {
        try
        {
            return (await DrainAsync(cancellation), false);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            var pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures), _longestPause.TotalSeconds));
            Log.CouldNotJudge(logger, pause, e);
            return (pause, true);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2011, LogLevel.Error, "Sampled responses could not be judged or booked; they stay in the queue and are tried again in {Pause}")]
        public static partial void CouldNotJudge(ILogger logger, TimeSpan pause, Exception e);
    }
}
