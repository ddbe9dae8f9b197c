using Kanshi.Drift;
using Kanshi.Testing;
using Kanshi.Windows;
using Xunit;

namespace Kanshi.Tests.Drift;

public sealed class ShiftComparisonTests
{
    private static readonly ShiftOptions _options = new();

    [Fact]
    public void Too_few_windows_are_no_history() =>
        Assert.Equal(new DriftVerdict.NotEnoughHistory(11, 12), Compare("refusal-rate", Share(0.5), Repeat(Share(0.02), 11)));

    [Fact]
    public void Windows_of_few_events_do_not_count_as_history() => Assert.Equal(
        new DriftVerdict.NotEnoughHistory(11, 12),
        Compare("refusal-rate", Share(0.5), [.. Repeat(Share(0.02), 11), .. Repeat(Share(0.02, 19), 50)]));

    [Fact]
    public void A_window_of_few_events_says_nothing() =>
        Assert.Equal(new DriftVerdict.TooFewEvents(19, 20), Compare("refusal-rate", Share(1, 19), Repeat(Share(0.02), 50)));

    [Fact]
    public void A_share_near_its_history_is_within_the_baseline()
    {
        var verdict = Assert.IsType<DriftVerdict.WithinBaseline>(Compare("refusal-rate", Share(0.04), Repeat(Share(0.02), 50)));

        Assert.Equal((0.02, 0.04), (Math.Round(verdict.Expected, 6), Math.Round(verdict.Observed, 6)));
        Assert.Equal((Math.Asin(Math.Sqrt(0.04)) - Math.Asin(Math.Sqrt(0.02))) / Math.Sqrt((0.02 * 0.02) + (0.05 * 0.05)), verdict.Distance, 1e-5);
    }

    [Fact]
    public void A_share_far_from_its_history_is_off_in_its_direction()
    {
        var up = Assert.IsType<DriftVerdict.Off>(Compare("refusal-rate", Share(0.4), Repeat(Share(0.02), 50)));
        var down = Assert.IsType<DriftVerdict.Off>(Compare("refusal-rate", Share(0.02), Repeat(Share(0.4), 50)));

        Assert.Equal((0.02, 0.4), (Math.Round(up.Expected, 6), Math.Round(up.Observed, 6)));
        Assert.True(up.Distance > 5 && down.Distance < -5);
    }

    [Fact]
    public void A_significant_change_of_less_than_three_points_is_nobodys_concern() => Assert.IsType<DriftVerdict.WithinBaseline>(
        Compare("refusal-rate", Share(0.029, 1_000_000), Repeat(Share(0, 1_000_000), 50)));

    [Fact]
    public void A_significant_change_of_less_than_a_quarter_is_nobodys_concern()
    {
        var history = Repeat(Location(1000, 1_000_000), 50);

        Assert.IsType<DriftVerdict.WithinBaseline>(Compare("latency", Location(1240, 1_000_000), history));
        Assert.IsType<DriftVerdict.Off>(Compare("latency", Location(1260, 1_000_000), history));
    }

    [Fact]
    public void A_quantity_is_told_in_its_own_unit()
    {
        var off = Assert.IsType<DriftVerdict.Off>(Compare("latency", Location(3000), Repeat(Location(1000), 50)));

        Assert.Equal(1000, off.Expected, 0.01);
        Assert.Equal(3000, off.Observed, 0.01);
    }

    [Theory]
    [InlineData(0.0004)]
    [InlineData(0.004)]
    [InlineData(0.9)]
    public void A_tenfold_cost_is_off_however_small_it_is(double usd)
    {
        var history = Enumerable.Range(0, 50).Select(seed => Cost(usd, seed)).ToArray();
        var off = Assert.IsType<DriftVerdict.Off>(Compare("cost", Cost(10 * usd, 99), history));

        Assert.Equal(usd, off.Expected, usd * 0.2);
        Assert.Equal(10 * usd, off.Observed, usd * 2);
    }

    [Theory]
    [InlineData(0.24, true)]
    [InlineData(0.26, false)]
    [InlineData(-1, true)]
    public void Half_of_an_effect_is_gone_when_the_window_lies_well_below_the_middle(double observed, bool gone)
    {
        // Expected 0, effect 1, spread 0.15: below 0.5 − 1.64 × 0.15 = 0.254; and the same downwards.
        Assert.Equal(gone, ShiftComparison.SpeaksAgainstHalf(0, 1, observed, 0.15));
        Assert.Equal(gone, ShiftComparison.SpeaksAgainstHalf(0, -1, -observed, 0.15));
    }

    private static DriftVerdict Compare(string metric, MetricStatistic window, MetricStatistic[] history) =>
        ShiftComparison.Compare(WindowMetric.All.Single(known => known.Name == metric), window, history, _options);

    private static MetricStatistic Share(double share, long count = 100) => new(count, (float)share);

    private static MetricStatistic Location(double typical, long count = 100) => new(count, (float)Math.Log(1 + typical), 0.5f);

    private static MetricStatistic Cost(double usd, int seed)
    {
        var chance = new Random(seed);
        var sketch = new WindowSketch();
        for (var i = 0; i < 100; i++)
        {
            var scored = ScoredEvents.Realistic(chance);
            sketch.Add(scored with { Event = scored.Event with { CostUsd = chance.LogNormal(usd, 0.5) } });
        }

        return WindowMetric.All.Single(metric => metric.Name == "cost").Of(sketch);
    }

    private static MetricStatistic[] Repeat(MetricStatistic statistic, int times) => [.. Enumerable.Repeat(statistic, times)];
}
