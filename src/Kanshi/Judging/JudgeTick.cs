using Kanshi.Drift;
using Kanshi.Incidents;
using Kanshi.Sampling;
using Kanshi.Storage;
using Kanshi.Telemetry;
using Kanshi.Windows;

namespace Kanshi.Judging;

/// <summary>
/// The judge's part of the tick: the plan of a coming minute, and the windows whose judgements are complete. What their hours say of quality is looked at as
/// every other metric is.
/// </summary>
public sealed class JudgeTick(
    IRowStore rows,
    SamplingPlanStore plans,
    SamplingPlanning planning,
    JudgedWindowCloser closer,
    IncidentDesk desk,
    ShiftOptions drift,
    SamplingOptions sampling,
    WindowOptions windows,
    TimeProvider clock,
    KanshiMetrics? metrics = null)
{
    private readonly DayStore _hours = new(rows, MetricSet.OfJudgements);
    private readonly SignalHandover _handover = new(
        new DriftWatch(rows, new ShiftDetector(drift, MetricSet.OfJudgements.Metrics), drift, metrics, MetricSet.OfJudgements), desk);

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (await closer.CloseNextAsync(clock.GetUtcNow(), hour => LookAtAsync(hour, cancellation), cancellation))
        {
        }

        await planning.PlanAsync(clock.GetUtcNow(), sampling.JudgementsPerMinute, cancellation);
    }

    /// <summary>Keeps what judging all of the streams would take, for the plan.</summary>
    internal ValueTask KeepLoadsAsync(DueWindow window, StreamRange part, IReadOnlyList<ClosedStream> streams, CancellationToken cancellation) =>
        plans.KeepLoadsAsync(window.Start, part, [.. streams.Select(stream => SamplingLoad.Of(stream.Sketch, windows.Length)).OfType<SamplingLoad>()], cancellation);

    private async Task LookAtAsync(JudgedHour hour, CancellationToken cancellation)
    {
        if (hour.PassRate is not { } passRate)
            return;
        var statistics = MetricSet.OfHour(hour.Start, passRate);
        await _hours.AddAsync(hour.Stream, statistics, cancellation);
        await _handover.LookAtAsync(hour.Stream, statistics, clock.GetUtcNow(), cancellation);
    }
}
