using Kanshi.Drift.Evidence;
using MathNet.Numerics;
using Xunit;

namespace Kanshi.Tests.Drift.Evidence;

public sealed class BetaBinomialEvidenceTests
{
    [Theory]
    [InlineData(10, 0.02, 0.01)]
    [InlineData(200, 0.05, 0.002)]
    public void Under_the_null_its_mean_is_one_and_below_the_null_less(int events, double share, double rho)
    {
        Assert.Equal(1, Mean(events, share, share, rho), 1e-6);
        Assert.True(Mean(events, share / 2, share, rho) < 1);
    }

    /// <summary>The mean of the ratio of six times the odds of the null share when the true share is another.</summary>
    private static double Mean(int events, double trueShare, double nullShare, double rho)
    {
        var odds = 6 * nullShare / (1 - nullShare);
        var sum = 0.0;
        for (var hits = 0; hits <= events; hits++)
            sum += Probability(hits, events, trueShare, rho) * Math.Exp(BetaBinomialEvidence.LogRatio(hits, events, odds / (1 + odds), nullShare, rho));
        return sum;
    }

    private static double Probability(int hits, int events, double share, double rho)
    {
        var (a, b) = (share * (1 - rho) / rho, (1 - share) * (1 - rho) / rho);
        return Math.Exp(SpecialFunctions.BinomialLn(events, hits) + SpecialFunctions.BetaLn(hits + a, events - hits + b) - SpecialFunctions.BetaLn(a, b));
    }
}
