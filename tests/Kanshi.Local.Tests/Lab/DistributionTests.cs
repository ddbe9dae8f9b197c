using Kanshi.Local.Lab;
using Xunit;

namespace Kanshi.Local.Tests.Lab;

/// <summary>Moments of 200 000 draws, seed 1; tolerances beyond four standard errors.</summary>
public sealed class DistributionTests
{
    private const int Draws = 200_000;

    private delegate double Draw(ref Chance chance);

    [Fact]
    public void Normal_has_mean_zero_and_variance_one() => AssertMoments(0, 1, (ref chance) => chance.Normal());

    [Theory]
    [InlineData(.4)]
    [InlineData(3)]
    public void Gamma_has_its_shape_as_mean_and_variance(double shape) => AssertMoments(shape, shape, (ref chance) => chance.Gamma(shape));

    [Theory]
    [InlineData(3.5)]
    [InlineData(900)]
    public void Poisson_has_its_mean_as_variance(double mean) => AssertMoments(mean, mean, (ref chance) => chance.Poisson(mean));

    [Theory]
    [InlineData(.01, .005)]
    [InlineData(.3, .1)]
    public void A_rate_varies_by_its_correlation(double mean, double correlation) =>
        AssertMoments(mean, mean * (1 - mean) * correlation, (ref chance) => chance.Rate(mean, correlation));

    [Theory]
    [InlineData(.2)]
    [InlineData(.7)]
    public void A_gamma_quantile_has_mean_one_and_its_variation(double variation) =>
        AssertMoments(1, variation * variation, (ref chance) => Distributions.GammaOf(chance.Normal(), variation));

    private static void AssertMoments(double mean, double variance, Draw draw)
    {
        var chance = Chance.For(1, 0);
        var values = new double[Draws];
        for (var i = 0; i < Draws; i++)
            values[i] = draw(ref chance);
        var found = values.Average();
        Assert.InRange(found, mean - (.01 * Math.Sqrt(variance)), mean + (.01 * Math.Sqrt(variance)));
        Assert.InRange(values.Average(value => (value - found) * (value - found)) / variance, .95, 1.05);
    }
}
