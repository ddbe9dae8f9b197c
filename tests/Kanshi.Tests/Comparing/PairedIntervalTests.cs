using Kanshi.Comparing;
using Xunit;

namespace Kanshi.Tests.Comparing;

public sealed class PairedIntervalTests
{
    /// <summary>By numpy and scipy 1.10.1 from the formulas as they are documented: <c>a1=(b+1)/(n+2); …; stats.norm.ppf(.975)</c>, <c>stats.t.ppf(.975, 9)</c>.</summary>
    [Fact]
    public void Known_tables_give_known_intervals()
    {
        var rates = PairedInterval.OfPassRates(lost: 12, gained: 2, pairs: 50);
        var means = PairedInterval.OfMeans([0, 1, -1, 2, 0, 0, 1, 1, 0, -1]);

        Assert.Equal((-0.333724, -0.050892), (Math.Round(rates.Lower, 6), Math.Round(rates.Upper, 6)));
        Assert.Equal((-0.382407, 0.982407), (Math.Round(means.Lower, 6), Math.Round(means.Upper, 6)));
    }

    [Theory]
    [InlineData(30, 0.05, 0.02)]
    [InlineData(100, 0.1, 0.1)]
    [InlineData(300, 0.02, 0.01)]
    public void Intervals_of_a_difference_of_pass_rates_cover_it(int pairs, double lost, double gained)
    {
        var chance = new Random(1);
        var covered = 0;
        for (var i = 0; i < 2000; i++)
        {
            var (down, up) = (0, 0);
            for (var j = 0; j < pairs; j++)
            {
                var draw = chance.NextDouble();
                down += draw < lost ? 1 : 0;
                up += draw >= lost && draw < lost + gained ? 1 : 0;
            }

            covered += PairedInterval.OfPassRates(down, up, pairs).Contains(gained - lost) ? 1 : 0;
        }

        // Known to cover more where few pairs differ.
        Assert.InRange(covered / 2000.0, 0.94, pairs * (lost + gained) < 10 ? 1 : 0.97);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(80)]
    public void Intervals_of_a_difference_of_mean_scores_cover_it(int pairs)
    {
        var chance = new Random(2);
        var covered = 0;
        for (var i = 0; i < 2000; i++)
        {
            var differences = Enumerable.Range(0, pairs).Select(_ => chance.NextDouble() switch { < .1 => -2.0, < .3 => -1, < .9 => 0, _ => 1 }).ToArray();
            covered += PairedInterval.OfMeans(differences).Contains(-0.3) ? 1 : 0;
        }

        Assert.InRange(covered / 2000.0, 0.93, 0.99);
    }

    [Fact]
    public void Pairs_that_are_all_alike_are_no_proof()
    {
        Assert.True(PairedInterval.OfMeans([0, 0, 0, 0, 0]).Upper > 0.2);
        Assert.Equal(new(-4, 4), PairedInterval.OfMeans([1]));
    }
}
