using Kanshi.Incidents;
using Kanshi.Windows;

namespace Kanshi.Sampling;

/// <summary>Makes the plan of the minute after the next. Again, or two at once: the first plan of a minute stays.</summary>
public sealed class SamplingPlanning(
    SamplingPlanStore plans, WindowCloser closer, IncidentDesk desk, JudgeBudget budget, WindowOptions windows, SamplingOptions options)
{
    /// <summary>More services with open incidents than these are not told apart from the rest: the budget would not reach further anyway.</summary>
    private const int MaxRaised = 200;

    public async Task PlanAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        // A whole minute ahead, whatever clocks differ by: a plan must be there before the first response that it is for.
        var minute = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero).AddMinutes(2);
        if (await plans.HasAsync(minute, cancellation))
            return;
        var window = await closer.PositionAsync(cancellation) - windows.Length;
        var loads = window is { } start ? await plans.LoadsAsync(start, cancellation) : [];
        var perMinute = (await budget.ReadAsync(cancellation)).Affordable(now, options);
        var plan = SamplingPlanner.Plan(loads, loads.Count == 0 ? null : window, await RaisedAsync(cancellation), perMinute, options);
        await plans.KeepAsync(minute, plan, cancellation);
    }

    private async Task<IReadOnlyList<string>> RaisedAsync(CancellationToken cancellation)
    {
        var services = new List<string>();
        await foreach (var incident in desk.ListOpenAsync(cancellation))
        {
            if (incident.State is not (IncidentState.Resolved or IncidentState.Closed or IncidentState.FalsePositive) && services.Count < MaxRaised)
                services.Add(incident.Service);
        }

        return services;
    }
}
