using Kanshi.Estimates;
using Xunit;

namespace Kanshi.Tests.Estimates;

public sealed class WilsonIntervalTests
{
    /// <summary>Newcombe 1998, Statistics in Medicine 17, table I, method 3: 81 of 263, 15 of 148, 0 of 20.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    public void Away_from_the_ends_it_is_what_Newcombe_tabulates(int hits, int trials, double lower, double upper)
    {
        var interval = WilsonInterval.Of((double)hits / trials, trials);

        Assert.Equal((lower, upper), (Math.Round(interval.Lower, 4), Math.Round(interval.Upper, 4)));
    }

    [Fact]
    public void One_hit_in_thirty_does_not_exclude_a_rate_of_half_a_percent() =>
        Assert.Equal(1 - Math.Pow(0.95, 1 / 30.0), WilsonInterval.Of(1.0 / 30, 30).Lower, 1e-9);

    [Fact]
    public void Pass_and_fail_are_mirror_images()
    {
        foreach (var (mean, count) in new[] { (0.1, 7.5), (0.01, 300.0), (0.4, 1.0), (0, 0.5) })
        {
            var (fail, pass) = (WilsonInterval.Of(mean, count), WilsonInterval.Of(1 - mean, count));
            Assert.Equal(fail.Lower, 1 - pass.Upper, 1e-12);
            Assert.Equal(fail.Upper, 1 - pass.Lower, 1e-12);
        }
    }

    [Fact]
    public void No_observations_say_nothing_and_all_of_them_everything()
    {
        Assert.Equal(new(0, 1), WilsonInterval.Of(0.3, 0));
        Assert.Equal(new(0.3, 0.3), WilsonInterval.Of(0.3, double.PositiveInfinity));
    }
}
