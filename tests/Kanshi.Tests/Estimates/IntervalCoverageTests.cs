using Kanshi.Estimates;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Tests.Estimates;

/// <summary>
/// A thin grid of what <c>dotnet run -c Release --project tests/Kanshi.Benchmarks -- intervals</c> measures in full: risk-driven π, and a
/// budget that leaves part of the sample unjudged.
/// </summary>
public sealed class IntervalCoverageTests
{
    private const int Repetitions = 500;

    [Theory]
    [InlineData(EstimateTarget.ThisPeriod)]
    [InlineData(EstimateTarget.Process)]
    public void Intervals_cover_their_target_at_their_rate_and_dip_nowhere(EstimateTarget target)
    {
        var cells = (from passRate in new[] { .5, .8, .95, .99, .995 }
                     from judged in new[] { 30, 100, 300 }
                     select IntervalCoverage.Of(new(passRate, judged, 6 * judged, 0.5, 0.05, Spread: 20), target, Repetitions, seed: judged)).ToArray();

        Assert.InRange(cells.Average(cell => cell.Covered), 0.93, 0.98);
        // Of 500, four standard errors below 93 %.
        Assert.All(cells, cell => Assert.InRange(cell.Covered, 0.89, 1));
        Assert.InRange(cells.Average(cell => cell.WidthRatio), 0.9, 1.01);
    }

    [Theory]
    [InlineData(EstimateTarget.ThisPeriod)]
    [InlineData(EstimateTarget.Process)]
    public void Risk_that_predicts_the_verdict_by_seven_tenths_makes_intervals_a_quarter_narrower(EstimateTarget target)
    {
        var sharp = new JudgedTraffic(0.8, 300, 20 * 300, Hits: 0.75, FalseAlarms: 0.03, Spread: 1);

        var coverage = IntervalCoverage.Of(sharp, target, 300, seed: 1);

        Assert.InRange(coverage.WidthRatio, 0.65, 0.75);
        Assert.InRange(coverage.Covered, 0.92, 0.985);
    }

    [Fact]
    public void Risk_that_says_nothing_costs_nothing()
    {
        var blind = new JudgedTraffic(0.8, 100, 1000, Hits: 0.1, FalseAlarms: 0.1);

        Assert.InRange(IntervalCoverage.Of(blind, EstimateTarget.Process, Repetitions, seed: 1).WidthRatio, 0.98, 1.01);
    }

    [Theory]
    [InlineData(0.75, 40)]
    [InlineData(0.75, 200)]
    [InlineData(0.97, 60)]
    public void Mean_scores_are_covered_too(double share, int judged)
    {
        var chance = new Random(5);
        var covered = 0;
        var truth = (5 * share) + ((1 - share) * 2.5);
        for (var i = 0; i < Repetitions; i++)
        {
            var sums = new JudgedSums();
            for (var j = 0; j < judged; j++)
            {
                var good = chance.NextDouble() < share;
                var risky = chance.NextDouble() < (good ? 0.05 : 0.5);
                var kept = risky || chance.NextDouble() < 0.2;
                if (kept)
                    sums.AddScored(new(1, risky ? 1 : 0.2, risky ? 0.7 : 0), good ? 5 : 1 + chance.Next(4));
                else
                    j--;
            }

            covered += QualityEstimator.OfWindow(sums, population: null, MeasureScale.Score)!.Interval.Contains(truth) ? 1 : 0;
        }

        Assert.InRange((double)covered / Repetitions, 0.92, 1);
    }

    [Fact]
    public void Responses_that_were_sampled_upstream_stand_for_the_others()
    {
        var chance = new Random(6);
        var covered = 0;
        for (var i = 0; i < Repetitions; i++)
        {
            var (sums, population) = (new JudgedSums(), new PopulationSums());
            var (passed, all) = (0, 5000);
            for (var j = 0; j < all; j++)
            {
                var pass = chance.NextDouble() < 0.9;
                passed += pass ? 1 : 0;
                if (chance.NextDouble() >= 0.1)
                    continue;
                var risk = chance.NextDouble() < (pass ? 0.05 : 0.6) ? 0.7 : 0;
                population.Add(10, risk);
                if (chance.NextDouble() < 0.3)
                    sums.AddScored(new(10, 0.3, risk), pass);
            }

            var period = new JudgedPeriod();
            period.Add(sums, population);
            covered += QualityEstimator.PassRate(period, EstimateTarget.ThisPeriod)!.Interval.Contains((double)passed / all) ? 1 : 0;
        }

        Assert.InRange((double)covered / Repetitions, 0.92, 0.99);
    }
}
