using Kanshi.Estimates;
using Xunit;

namespace Kanshi.Tests.Estimates;

public sealed class QualityEstimatorTests
{
    [Fact]
    public void Nothing_judged_gives_no_estimate()
    {
        var sums = new JudgedSums();
        sums.AddUnjudged(new(1, 0.5, 0));
        sums.AddUndecided(new(1, 0.5, 0), Undecided.Filtered);

        Assert.Null(QualityEstimator.OfWindow(sums, new(), MeasureScale.PassOrFail));
    }

    [Fact]
    public void Equal_weights_of_one_stratum_give_the_interval_of_Wilson()
    {
        var estimate = QualityEstimator.OfWindow(Verdicts(passes: 182, fails: 81, probability: 0.01), population: null, MeasureScale.PassOrFail)!;

        Assert.Equal(182 / 263.0, estimate.Value, 1e-9);
        Assert.Equal(1 - 0.3662, estimate.Interval.Lower, 1e-4);
        Assert.Equal(1 - 0.2553, estimate.Interval.Upper, 1e-4);
        Assert.Equal((EstimateMethod.PopulationUnknown, 0, 263), (estimate.Method, estimate.Lambda, estimate.Judged));
    }

    [Fact]
    public void When_every_response_was_judged_the_period_is_known_and_the_process_is_not()
    {
        var (judged, population) = (Verdicts(passes: 45, fails: 5, probability: 1), Population(50, 0));
        var period = new JudgedPeriod();
        period.Add(judged, population);

        var known = QualityEstimator.PassRate(period, EstimateTarget.ThisPeriod)!;
        var process = QualityEstimator.PassRate(period, EstimateTarget.Process)!;

        Assert.Equal((new(0.9, 0.9), 0), (known.Interval, known.StandardError));
        Assert.True(process.Interval.Contains(0.8));
        Assert.InRange(process.StandardError, 0.03, 0.06);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void Passes_alone_leave_room_for_failures_and_a_standard_error(int passes)
    {
        var estimate = QualityEstimator.OfWindow(Verdicts(passes, fails: 0, probability: 0.1), Population(10 * passes, 0), MeasureScale.PassOrFail)!;

        Assert.Equal((1, 1), (estimate.Value, estimate.Interval.Upper));
        Assert.Equal(Math.Min(1 - (3.8415 / (passes + 3.8415)), Math.Pow(0.05, 1.0 / passes)), estimate.Interval.Lower, 1e-3);
        Assert.True(estimate.StandardError > 0);
        Assert.Equal(EstimateMethod.TooFewToFit, estimate.Method);
    }

    [Fact]
    public void More_judged_than_known_responses_is_survived()
    {
        var estimate = QualityEstimator.OfWindow(Verdicts(20, 10, 0.5), Population(3, 0), MeasureScale.PassOrFail)!;

        Assert.Equal(2 / 3.0, estimate.Value, 1e-9);
        Assert.True(double.IsFinite(estimate.StandardError));
    }

    [Fact]
    public void What_went_unjudged_is_made_up_for_within_its_stratum()
    {
        var sums = Verdicts(passes: 30, fails: 0, probability: 0.1);
        for (var i = 0; i < 20; i++)
        {
            if (i < 10)
                sums.AddScored(new(1, 0.1, 0.9), pass: false);
            else
                sums.AddUnjudged(new(1, 0.1, 0.9));
        }

        var estimate = QualityEstimator.OfWindow(sums, population: null, MeasureScale.PassOrFail)!;

        Assert.Equal(30 / 50.0, estimate.Value, 1e-9);
        Assert.Equal(0.2, estimate.UnjudgedShare, 1e-9);
        Assert.Equal(500, estimate.Responses, 1e-6);
    }

    [Fact]
    public void A_stratum_of_which_nothing_was_judged_is_carried_by_other_windows_then_by_its_neighbour()
    {
        var (covered, uncovered) = (Verdicts(passes: 40, fails: 0, probability: 0.1), new JudgedSums());
        for (var i = 0; i < 10; i++)
        {
            covered.AddScored(new(1, 0.1, 0.9), pass: false);
            uncovered.AddUnjudged(new(1, 0.1, 0.9));
        }

        var period = new JudgedPeriod();
        period.Add(covered, population: null);
        period.Add(uncovered, population: null);
        Assert.Equal(40 / 60.0, QualityEstimator.PassRate(period, EstimateTarget.ThisPeriod)!.Value, 1e-9);

        uncovered.AddScored(new(1, 0.1, 0.4), pass: true);
        Assert.Equal(1, QualityEstimator.OfWindow(uncovered, population: null, MeasureScale.PassOrFail)!.Value);
        Assert.Equal(110, QualityEstimator.OfWindow(uncovered, population: null, MeasureScale.PassOrFail)!.Responses, 1e-6);
    }

    [Fact]
    public void Undecided_responses_are_told_apart_with_bounds()
    {
        var sums = Verdicts(passes: 80, fails: 10, probability: 0.1);
        for (var i = 0; i < 10; i++)
            sums.AddUndecided(new(1, 0.1, 0), Undecided.Unparsable);

        var estimate = QualityEstimator.OfWindow(sums, population: null, MeasureScale.PassOrFail)!;

        Assert.Equal(80 / 90.0, estimate.Value, 1e-9);
        Assert.Equal(10, estimate.Undecided);
        Assert.InRange(estimate.Bounds.Lower, 0.70, 0.73);
        Assert.InRange(estimate.Bounds.Upper, 0.94, 0.96);
        Assert.True(estimate.Bounds.Lower < estimate.Interval.Lower && estimate.Interval.Upper < estimate.Bounds.Upper);
    }

    [Fact]
    public void The_risk_of_all_corrects_a_sample_that_happened_to_be_risky()
    {
        var sums = new JudgedSums();
        for (var i = 0; i < 100; i++)
            sums.AddScored(new(1, 0.1, i % 4 == 0 ? 0.8 : 0), pass: i % 4 != 0 || i % 20 == 0);
        var population = Population(900, 0);
        population.Merge(Population(100, 0.8));

        var estimate = QualityEstimator.OfWindow(sums, population, MeasureScale.PassOrFail)!;

        Assert.Equal(EstimateMethod.PredictionPowered, estimate.Method);
        Assert.InRange(estimate.Lambda, 0.5, 1.3);
        Assert.InRange(estimate.Value, 0.91, 0.93);
        Assert.InRange(QualityEstimator.OfWindow(sums, population: null, MeasureScale.PassOrFail)!.Value, 0.799, 0.801);
    }

    [Fact]
    public void A_measure_that_does_not_apply_to_all_is_estimated_over_those_it_applies_to()
    {
        var sums = new JudgedSums();
        for (var i = 0; i < 60; i++)
        {
            sums.AddScored(new(1, 0.1, 0), 1 + (i % 5));
            sums.AddNotApplicable(new(1, 0.1, 0.9));
        }

        var estimate = QualityEstimator.OfWindow(sums, population: null, MeasureScale.Score)!;

        Assert.Equal(3, estimate.Value, 1e-9);
        Assert.Equal(600, estimate.Responses, 1e-6);
        Assert.Equal((0, estimate.Interval), (estimate.Undecided, estimate.Bounds));
    }

    [Fact]
    public void The_order_of_windows_does_not_matter()
    {
        var chance = new Random(3);
        var windows = Enumerable.Range(0, 12).Select(_ => Verdicts(chance.Next(30), chance.Next(9), 0.05 + (chance.NextDouble() / 2))).ToArray();
        var (forth, back) = (new JudgedPeriod(), new JudgedPeriod());
        foreach (var window in windows)
            forth.Add(window, population: null);
        foreach (var window in windows.Reverse())
            back.Add(window, population: null);

        var (one, other) = (QualityEstimator.PassRate(forth, EstimateTarget.ThisPeriod)!, QualityEstimator.PassRate(back, EstimateTarget.ThisPeriod)!);
        Assert.Equal(one.Value, other.Value, 1e-12);
        Assert.Equal(one.Interval.Lower, other.Interval.Lower, 1e-12);
    }

    private static JudgedSums Verdicts(int passes, int fails, double probability)
    {
        var sums = new JudgedSums();
        for (var i = 0; i < passes + fails; i++)
            sums.AddScored(new(1, probability, 0), pass: i < passes);
        return sums;
    }

    private static PopulationSums Population(int count, double risk)
    {
        var sums = new PopulationSums();
        for (var i = 0; i < count; i++)
            sums.Add(1, risk);
        return sums;
    }
}
