using Kanshi.Drift;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Tests.Drift;

public sealed class RobustBaselineTests
{
    [Theory]
    [InlineData(new[] { 3.0 }, 3, 0)]
    [InlineData(new[] { 5.0, 1.0, 3.0 }, 3, 2)]
    [InlineData(new[] { 4.0, 1.0, 2.0, 9.0 }, 3, 1.5)]
    [InlineData(new[] { 7.0, 7.0, 7.0, 7.0, 1000.0 }, 7, 0)]
    public void The_baseline_is_the_median_and_the_scaled_deviation_from_it(double[] values, double median, double deviation)
    {
        var baseline = RobustBaseline.Of(values);

        Assert.Equal(median, baseline.Median, 1e-12);
        Assert.Equal(1.4826 * deviation, baseline.Spread, 1e-12);
    }

    [Fact]
    public void Of_Gaussian_values_it_is_mean_and_standard_deviation()
    {
        var chance = new Random(1);
        var baseline = RobustBaseline.Of(Enumerable.Range(0, 20_001).Select(_ => 10 + (2 * chance.Gaussian())).ToArray());

        Assert.Equal(10, baseline.Median, 0.06);
        Assert.Equal(2, baseline.Spread, 0.06);
    }

    [Fact]
    public void A_fifth_of_wild_values_hardly_moves_it()
    {
        var chance = new Random(2);
        var clean = Enumerable.Range(0, 400).Select(_ => chance.Gaussian()).ToArray();
        double[] spoilt = [.. clean[..320], .. Enumerable.Repeat(1e6, 80)];

        Assert.InRange(RobustBaseline.Of(spoilt).Median, -0.5, 0.5);
        Assert.InRange(RobustBaseline.Of(spoilt).Spread, 0.7, 1.6);
    }
}
