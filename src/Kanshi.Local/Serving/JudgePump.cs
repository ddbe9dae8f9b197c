using Kanshi.Judging;
using Kanshi.Local.Sqlite;
using Microsoft.Extensions.Logging;

namespace Kanshi.Local.Serving;

/// <summary>Has the judge look at what was sampled, batch by batch. What it has no answer to, for want of a judge or of budget, stays in the queue.</summary>
internal sealed class JudgePump(SampledQueue queue, ResponseJudging judging, TimeProvider clock, ILogger<JudgePump> logger) : Pump(clock, logger)
{
    private const int BatchSize = 32;

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

    protected override Task<TimeSpan?> EmptyAsync(CancellationToken cancellation) => DrainAsync(cancellation);

    protected override Task WaitAsync(CancellationToken cancellation) => queue.WaitAsync(TimeSpan.FromSeconds(1), cancellation);
}
