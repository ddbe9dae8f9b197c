using Kanshi.Drift.Evidence;
using MathNet.Numerics.Distributions;
using Xunit;

namespace Kanshi.Tests.Drift.Evidence;

public sealed class StudentEvidenceTests
{
    private static readonly StudentT _null = new(0, 1, StudentEvidence.Freedom);

    [Theory]
    [InlineData(0.5, 1e3)]
    [InlineData(3, 1e3)]
    [InlineData(8, 1e4)]
    [InlineData(18, 50)]
    public void Under_the_null_its_mean_is_at_most_one(double shift, double cap)
    {
        // In u = F(x) over (0, 1), midpoints; the outermost ten-thousandth counts as its midpoint.
        const int Steps = 20_000;
        var sum = 0.0;
        for (var i = 0; i < Steps; i++)
            sum += StudentEvidence.Of(_null.InverseCumulativeDistribution((i + 0.5) / Steps), shift, cap);
        Assert.InRange(sum / Steps, cap < 100 ? 0 : 0.95, 1.02);
    }

    [Fact]
    public void It_grows_with_the_observation_and_ends_at_the_cap()
    {
        var last = 0.0;
        for (var x = -5.0; x < 500; x += 0.1)
        {
            var now = StudentEvidence.Of(x, 8, 1000);
            Assert.True(x < 0 || now >= last, $"at {x}: {now} after {last}");
            last = now;
        }

        Assert.Equal(1000, last);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.7)]
    [InlineData(-3)]
    [InlineData(9)]
    public void Survival_is_that_of_student_t(double x) => Assert.Equal(1 - _null.CumulativeDistribution(x), StudentEvidence.Survival(x), 1e-8);
}
