using Kanshi.Drift.Baselines;
using Kanshi.Windows;

namespace Kanshi.Drift.Evidence;

/// <summary>
/// Gathers evidence that a stream has left its baseline, and pages when the service's budget of false pages is worth it. Pure: state, baseline and
/// window in; state and verdict out. The promise: at most windows-per-month / threshold false pages, as long as each e-value has a mean of at most 1
/// given the past; whitening, dead zone and cap are there to make that true of fitted baselines, and the detection lab measures how far it is.
/// </summary>
public sealed class StreamDetector(IReadOnlyList<WindowMetric> metrics, DetectionOptions options)
{
    private const int MostMissed = 1000, Components = 2;

    /// <param name="baseline">Learnt from windows before this one.</param>
    public (EvidenceState State, StreamVerdict Verdict) Step(EvidenceState state, StreamBaseline baseline, WindowStatistics window)
    {
        if (window.Start <= state.LastWindow || !window.Complete)
            return (state, new(0, 0, [], null, window.Complete));
        Span<double> basis = stackalloc double[SeasonBasis.Size];
        SeasonBasis.Fill(window.Start, basis);
        var missed = state.Metrics.Count == 0 ? 0 : (int)Math.Min((window.Start - state.LastWindow) / options.WindowLength, MostMissed) - 1;
        var context = new WindowContext(window.Start, missed, baseline.Knows(window.Start), Cap(baseline), basis);
        var next = new MetricEvidence[metrics.Count];
        var readings = new WindowReading?[metrics.Count];
        for (var i = 0; i < metrics.Count; i++)
        {
            next[i] = i < state.Metrics.Count ? state.Metrics[i] : default;
            (next[i], readings[i]) = Test(next[i], baseline[i], i < window.Metrics.Count ? window.Metrics[i] : default, context);
        }

        var harm = Score(next, baseline, harmful: true);
        var other = Score(next, baseline, harmful: false);
        var threshold = options.PageAt * options.StreamsOfService;
        var drift = harm >= threshold ? Find(next, readings, baseline, harmful: true) : other >= threshold ? Find(next, readings, baseline, harmful: false) : null;
        var gathers = Math.Max(harm, other) >= Math.Sqrt(threshold);
        var verdicts = new DriftVerdict[metrics.Count];
        for (var i = 0; i < verdicts.Length; i++)
            verdicts[i] = drift?.Metric == i ? drift.Verdict : Verdict(i, baseline[i], window, next[i], readings[i], Math.Sqrt(threshold));
        if (drift is not null)
        {
            for (var i = 0; i < next.Length; i++)
                next[i] = next[i].Reset();
        }

        return (new(window.Start, next), new(harm, other, verdicts, drift, !gathers));
    }

    private (MetricEvidence Evidence, WindowReading? Reading) Test(
        MetricEvidence evidence, MetricBaseline? baseline, MetricStatistic statistic, in WindowContext context)
    {
        switch (baseline)
        {
            case MetricBaseline.Location location when statistic.Count >= options.MinimumEvents && float.IsFinite(statistic.Value):
                return LocationTest.Step(evidence, location, statistic, context);
            case MetricBaseline.Share share when statistic.Count > 0 && float.IsFinite(statistic.Value):
                return ShareTest.Step(evidence, share, statistic, context);
            case null:
                return (evidence, null);
            default:
                // The level forgets as time passes; the evidence stays.
                var level = evidence.Level ?? LevelFilter.Start(baseline.Level);
                for (var gap = context.Missed + 1; gap > 0; gap--)
                    level = level.Skip(baseline.Level);
                return (evidence with { Level = level }, null);
        }
    }

    /// <summary>(c·M·J)^κ: with κ of a half or more, at least two windows to a page.</summary>
    private double Cap(StreamBaseline baseline)
    {
        var watched = Math.Max(1, Enumerable.Range(0, metrics.Count).Count(i => baseline[i] is not null));
        return Math.Pow(options.PageAt * options.StreamsOfService * watched * Components, DetectorTuning.CapPower);
    }

    private double Score(MetricEvidence[] evidence, StreamBaseline baseline, bool harmful)
    {
        var (sum, watched) = (0.0, 0);
        for (var i = 0; i < metrics.Count; i++)
        {
            if (baseline[i] is null || (harmful && metrics[i].Harm == Harm.None))
                continue;
            sum += Of(evidence[i], metrics[i], harmful);
            watched++;
        }

        return watched == 0 ? 0 : sum / watched;
    }

    /// <summary>A metric in which no direction hurts is noted in both.</summary>
    private static double Of(in MetricEvidence evidence, WindowMetric metric, bool harmful) => metric.Harm switch
    {
        Harm.Up => harmful ? evidence.Up : evidence.Down,
        Harm.Down => harmful ? evidence.Down : evidence.Up,
        _ => harmful ? 0 : (evidence.Up + evidence.Down) / 2,
    };

    private DriftedMetric Find(MetricEvidence[] evidence, WindowReading?[] readings, StreamBaseline baseline, bool harmful)
    {
        var most = 0;
        for (var i = 1; i < evidence.Length; i++)
        {
            if (baseline[i] is not null && Of(evidence[i], metrics[i], harmful) > Of(evidence[most], metrics[most], harmful))
                most = i;
        }

        var up = metrics[most].Harm switch
        {
            Harm.Up => harmful,
            Harm.Down => !harmful,
            _ => evidence[most].Up >= evidence[most].Down,
        };
        var reading = readings[most] ?? default;
        var (expected, observed) = InUnit(metrics[most], reading);
        var drifted = new DriftVerdict.Drifted(
            expected, observed, reading.Distance, Math.Log(Of(evidence[most], metrics[most], harmful)), evidence[most].Since(up));
        return new(most, up, harmful, drifted);
    }

    private DriftVerdict Verdict(
        int metric, MetricBaseline? baseline, WindowStatistics window, in MetricEvidence evidence, WindowReading? reading, double accumulatesAt)
    {
        if (baseline is null)
            return new DriftVerdict.NotEnoughHistory(0, options.MinimumWindows);
        if (reading is not { } read)
            return new DriftVerdict.TooFewEvents(metric < window.Metrics.Count ? window.Metrics[metric].Count : 0, baseline is MetricBaseline.Share ? 1 : options.MinimumEvents);
        var (expected, observed) = InUnit(metrics[metric], read);
        var gathered = Math.Max(evidence.Up, evidence.Down);
        return gathered >= accumulatesAt
            ? new DriftVerdict.Accumulating(expected, observed, read.Distance, Math.Log(gathered), evidence.Since(evidence.Up >= evidence.Down))
            : new DriftVerdict.WithinBaseline(expected, observed, read.Distance);
    }

    private static (double Expected, double Observed) InUnit(WindowMetric metric, WindowReading reading) =>
        (metric.InUnit(reading.Expected), metric.InUnit(reading.Observed));
}
