using Kanshi.Ingestion;
using Kanshi.Windows;
using Microsoft.Azure.Functions.Worker;

namespace Kanshi.Functions.Windows;

/// <summary>The next window that is over, with its streams in parts; null when there is none.</summary>
public sealed class PlanClosing(WindowCloser closer, StreamRegistry streams, TimeProvider clock)
{
    [Function(nameof(PlanClosing))]
    public async Task<ClosingPlan?> RunAsync([ActivityTrigger] int streamsInPart, CancellationToken cancellation)
    {
        if (await closer.DueAsync(clock.GetUtcNow(), cancellation) is not { } window)
            return null;
        var ids = (await streams.ListAsync(cancellation)).Select(stream => stream.Id);
        return new ClosingPlan(window, StreamRange.Split(ids, streamsInPart));
    }
}

public sealed record ClosingPlan(DueWindow Window, IReadOnlyList<StreamRange> Parts);

public sealed record ClosingPart(DueWindow Window, StreamRange Range);
