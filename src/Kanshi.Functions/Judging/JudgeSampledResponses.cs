using Azure.Messaging.EventHubs;
using Kanshi.Functions.EventHubs;
using Kanshi.Judging;
using Kanshi.Sampling;
using Microsoft.Azure.Functions.Worker;

namespace Kanshi.Functions.Judging;

/// <summary>
/// Has the judge look at a batch of the second hub. What it has no answer to in time, for want of a judge or of budget, makes the batch come again:
/// the backlog stays in the hub, and what is booked already is passed over.
/// </summary>
public sealed class JudgeSampledResponses(TimeProvider clock, ResponseJudging? judging = null)
{
    /// <summary>Below the limit of a function, with time to book what is done.</summary>
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(3);

    [Function(nameof(JudgeSampledResponses))]
    [ExponentialBackoffRetry(-1, "00:00:05", "00:01:00")]
    public async Task RunAsync(
        [EventHubTrigger(HubNames.SampledResponses, Connection = HubNames.Connection, ConsumerGroup = HubNames.ConsumerGroup)] EventData[] events,
        CancellationToken cancellation)
    {
        if (judging is null)
            return; // what was sampled before the judge was taken away is booked as skipped when its window is given up
        var responses = events.Select(message => SampledResponse.TryParse(message.EventBody.ToMemory().Span)).OfType<SampledResponse>();
        if (await judging.HandleAsync([.. responses], clock.GetUtcNow() + _limit, cancellation) is { } pause)
            throw new JudgeNotReadyException(pause);
    }
}

/// <summary>A part of the batch is still to be judged; nothing of it is lost.</summary>
public sealed class JudgeNotReadyException(TimeSpan pause) : Exception($"Sampled responses wait for the judge; it is ready in {pause:g} at the earliest. The batch comes again.");
