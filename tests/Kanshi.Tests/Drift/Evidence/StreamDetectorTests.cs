using Kanshi.Drift;
using Kanshi.Drift.Baselines;
using Kanshi.Drift.Evidence;
using Kanshi.Testing;
using Kanshi.Windows;
using Xunit;

namespace Kanshi.Tests.Drift.Evidence;

public sealed class StreamDetectorTests
{
    private static readonly DetectionOptions _options = new();
    private static readonly StreamDetector _detector = new(WindowMetric.All, _options);
    private static readonly BaselineLearner _learner = new(WindowMetric.All, _options);
    private static readonly int _refusals = IndexOf("refusal-rate"), _latency = IndexOf("latency");

    [Fact]
    public void Without_a_baseline_there_is_not_enough_history()
    {
        var (_, verdict) = _detector.Step(EvidenceState.Empty, StreamBaseline.None, Ordinary(0, new Random(1)));

        Assert.All(verdict.Metrics, metric => Assert.IsType<DriftVerdict.NotEnoughHistory>(metric));
        Assert.Null(verdict.Drift);
    }

    [Fact]
    public void Two_windows_teach_nothing() =>
        Assert.All(_learner.Learn([Ordinary(0, new Random(1)), Ordinary(1, new Random(1))]).Metrics, Assert.Null);

    [Fact]
    public void A_window_without_enough_events_says_so()
    {
        var (_, verdict) = _detector.Step(EvidenceState.Empty, Learnt(days: 2), TestWindows.Of(600, new Reading("latency", 900, Count: 2)));

        Assert.IsType<DriftVerdict.TooFewEvents>(verdict.Metrics[_latency]);
        Assert.IsType<DriftVerdict.TooFewEvents>(verdict.Metrics[_refusals]);
    }

    [Fact]
    public void A_shift_pages_in_a_few_windows_and_says_since_when()
    {
        var baseline = Learnt(days: 9);
        for (var seed = 0; seed < 20; seed++)
        {
            var chance = new Random(seed);
            var state = Run(EvidenceState.Empty, baseline, Enumerable.Range(2592, 60).Select(number => Ordinary(number, chance))).State;
            var (_, drifts) = Run(state, baseline, Enumerable.Range(2652, 8).Select(number => Ordinary(number, chance, refusals: 0.2)));

            var (window, drift) = drifts.First(found => found.Drift.Page);
            Assert.Equal(_refusals, drift.Metric);
            Assert.True(drift.Up);
            Assert.True(window <= TestWindows.StartOf(2655), $"seed {seed}: {window}");
            Assert.InRange(drift.Verdict.Since, TestWindows.StartOf(2650), TestWindows.StartOf(2653));
        }
    }

    [Fact]
    public void A_change_that_hurts_nobody_is_noted_and_pages_nobody()
    {
        var chance = new Random(5);
        var (_, drifts) = Run(EvidenceState.Empty, Learnt(days: 9), Enumerable.Range(2592, 12).Select(number => Ordinary(number, chance, latency: 300)));

        Assert.Contains(drifts, found => found.Drift.Metric == _latency && !found.Drift.Up);
        Assert.DoesNotContain(drifts, found => found.Drift.Page);
    }

    [Fact]
    public void Evidence_on_its_way_is_named_and_nothing_is_learnt_meanwhile()
    {
        var (state, baseline, chance) = (EvidenceState.Empty, Learnt(days: 9), new Random(6));
        for (var number = 2592; number < 2650; number++)
        {
            (state, var verdict) = _detector.Step(state, baseline, Ordinary(number, chance, refusals: 0.07));
            if (verdict.Metrics[_refusals] is not DriftVerdict.Accumulating)
                continue;
            Assert.True(verdict.HarmScore < _options.PageAt);
            return;
        }

        Assert.Fail("no window was Accumulating");
    }

    [Fact]
    public void No_single_window_pages()
    {
        var (state, baseline, chance) = (EvidenceState.Empty, Learnt(days: 9), new Random(7));
        for (var number = 2592; number < 3000; number++)
        {
            var isOdd = number % 50 == 20;
            (state, var verdict) = _detector.Step(state, baseline, isOdd ? Ordinary(number, chance, refusals: 0.9, latency: 90_000) : Ordinary(number, chance));
            Assert.False(verdict.Drift is { Page: true }, $"window {number}");
        }
    }

    [Fact]
    public void State_and_baseline_resume_identically_from_their_bytes_and_are_small()
    {
        var service = new NullService(3);
        WindowStatistics[] windows = [.. service.Windows(TestWindows.StartOf(0), 1200)];
        var baseline = _learner.Learn(windows[..1000]);
        var resumedBaseline = StreamBaseline.FromBytes(baseline.ToBytes().Span);
        var (through, resumed) = (EvidenceState.Empty, EvidenceState.Empty);
        foreach (var window in windows[1000..])
        {
            (through, var expected) = _detector.Step(through, baseline, window);
            (resumed, var verdict) = _detector.Step(EvidenceState.FromBytes(resumed.ToBytes().Span), resumedBaseline, window);
            Assert.Equal(expected.HarmScore, verdict.HarmScore);
            Assert.Equal(expected.Metrics, verdict.Metrics);
        }

        Assert.True(through.ToBytes().Length + baseline.ToBytes().Length <= 8192);
    }

    [Fact]
    public void A_repeated_or_incomplete_window_changes_nothing()
    {
        var (baseline, chance) = (Learnt(days: 2), new Random(8));
        var state = Run(EvidenceState.Empty, baseline, Enumerable.Range(576, 5).Select(number => Ordinary(number, chance))).State;

        Assert.Same(state, _detector.Step(state, baseline, Ordinary(580, chance, refusals: 0.9)).State);
        Assert.Same(state, _detector.Step(state, baseline, Ordinary(581, chance, refusals: 0.9) with { Complete = false }).State);
    }

    [Fact]
    public void Missing_windows_leave_the_evidence_where_it_was()
    {
        var (baseline, chance) = (Learnt(days: 9), new Random(9));
        var state = Run(EvidenceState.Empty, baseline, [Ordinary(2592, chance, refusals: 0.09)]).State;
        var empty = Run(state, baseline, Enumerable.Range(2593, 20).Select(number => TestWindows.Of(number))).State;

        Assert.Equal(state.Metrics[_refusals].Up, empty.Metrics[_refusals].Up);
        Assert.Equal(state.Metrics[_latency].Up, empty.Metrics[_latency].Up);
    }

    [Fact]
    public void A_gap_of_months_and_values_that_never_change_give_finite_scores()
    {
        WindowStatistics[] constant = [.. Enumerable.Range(0, 900).Select(number => TestWindows.Of(
            number < 600 ? number : number + 40_000, new Reading("latency", 900), new Reading("refusal-rate", 0), new Reading("cost", 0)))];
        var baseline = _learner.Learn(constant[..700]);
        var state = EvidenceState.Empty;
        foreach (var window in constant)
        {
            (state, var verdict) = _detector.Step(state, baseline, window);
            Assert.True(double.IsFinite(verdict.HarmScore) && double.IsFinite(verdict.OtherScore));
            Assert.Null(verdict.Drift);
        }
    }

    [Fact]
    public void Values_that_are_no_numbers_are_passed_over()
    {
        var (baseline, chance) = (Learnt(days: 2), new Random(10));
        var broken = Ordinary(576, chance) with { Metrics = [.. WindowMetric.All.Select(_ => new MetricStatistic(50, float.NaN, float.NaN))] };
        var (_, verdict) = _detector.Step(EvidenceState.Empty, baseline, broken);

        Assert.Equal(0, verdict.HarmScore);
        Assert.Equal(_learner.Learn([Ordinary(0, new Random(1))]).Metrics, _learner.Learn([broken]).Metrics);
    }

    private static StreamBaseline Learnt(int days)
    {
        var chance = new Random(42);
        return _learner.Learn([.. Enumerable.Range(0, days * 288).Select(number => Ordinary(number, chance))]);
    }

    private static WindowStatistics Ordinary(int number, Random chance, double refusals = 0.02, double latency = 900) => TestWindows.Of(
        number,
        new Reading("latency", chance.LogNormal(latency, 0.1)),
        new Reading("refusal-rate", chance.Binomial(100, refusals) / 100.0));

    private static (EvidenceState State, List<(DateTimeOffset Window, DriftedMetric Drift)> Drifts) Run(
        EvidenceState state, StreamBaseline baseline, IEnumerable<WindowStatistics> windows)
    {
        var drifts = new List<(DateTimeOffset, DriftedMetric)>();
        foreach (var window in windows)
        {
            (state, var verdict) = _detector.Step(state, baseline, window);
            if (verdict.Drift is { } drift)
                drifts.Add((window.Start, drift));
        }

        return (state, drifts);
    }

    private static int IndexOf(string metric) => WindowMetric.All.Index().Single(known => known.Item.Name == metric).Index;
}
