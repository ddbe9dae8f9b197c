using Kanshi.Drift;
using Kanshi.Incidents;
using Kanshi.Judging.Calibration;
using Kanshi.Sampling;
using Kanshi.Storage;
using Kanshi.Telemetry;
using Kanshi.Windows;

namespace Kanshi.Judging;

/// <summary>
/// The judge's part of the tick: the plan of a coming minute, and the windows whose judgements are complete. What their hours say of quality is looked at as
/// every other metric is, unless the judge itself had drifted by then: that is an incident of its own, and none of the service.
/// </summary>
/// <param name="probe">Null: the judge is believed.</param>
public sealed class JudgeTick(
    IRowStore rows,
    SamplingPlanStore plans,
    SamplingPlanning planning,
    JudgedWindowCloser closer,
    IncidentDesk desk,
    ShiftOptions drift,
    WindowOptions windows,
    TimeProvider clock,
    JudgeProbe? probe = null,
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

        await planning.PlanAsync(clock.GetUtcNow(), cancellation);
    }

    /// <summary>Keeps what judging all of the streams would take, for the plan.</summary>
    internal ValueTask KeepLoadsAsync(DueWindow window, StreamRange part, IReadOnlyList<ClosedStream> streams, CancellationToken cancellation) =>
        plans.KeepLoadsAsync(window.Start, part, [.. streams.Select(stream => SamplingLoad.Of(stream.Sketch, windows.Length)).OfType<SamplingLoad>()], cancellation);

    private async Task LookAtAsync(JudgedHour hour, CancellationToken cancellation)
    {
        if (hour.PassRate is not { } passRate || await IsOfDriftedJudgeAsync(hour, cancellation))
            return;
        var statistics = MetricSet.OfHour(hour.Start, passRate);
        await _hours.AddAsync(hour.Stream, statistics, cancellation);
        await _handover.LookAtAsync(hour.Stream, statistics, clock.GetUtcNow(), cancellation);
    }

    private async ValueTask<bool> IsOfDriftedJudgeAsync(JudgedHour hour, CancellationToken cancellation) =>
        probe is not null && await probe.StandingAsync(cancellation) is JudgeDriftVerdict.Drifted drifted && hour.Start.AddHours(1) > drifted.Since;
}
