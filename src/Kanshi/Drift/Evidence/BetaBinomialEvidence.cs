namespace Kanshi.Drift.Evidence;

/// <summary>
/// Exact likelihood ratios of k of n under beta-binomial models with the same intraclass correlation ρ. The ratio grows with k, so against a null at
/// the edge of the dead zone its mean is at most 1 for every smaller share too.
/// </summary>
internal static class BetaBinomialEvidence
{
    /// <summary>Ln of the ratio of <paramref name="share"/> to <paramref name="nullShare"/>, both in (0, 1).</summary>
    public static double LogRatio(long hits, long events, double share, double nullShare, double rho) =>
        LogLikelihood(hits, events, share, rho) - LogLikelihood(hits, events, nullShare, rho);

    /// <summary>Ln P(k of n) but for terms that do not depend on the share. α = p(1−ρ)/ρ, β = (1−p)(1−ρ)/ρ.</summary>
    private static double LogLikelihood(long hits, long events, double share, double rho)
    {
        var strength = (1 - rho) / rho;
        return LogRising(share * strength, hits) + LogRising((1 - share) * strength, events - hits);
    }

    /// <summary>Ln of x(x+1)…(x+k−1).</summary>
    private static double LogRising(double x, long steps)
    {
        if (steps > 12)
            return LogGamma(x + steps) - LogGamma(x);
        var product = 1.0;
        for (var i = 0; i < steps; i++)
            product *= x + i;
        return Math.Log(product);
    }

    /// <summary>Stirling's series after moving the argument to 10 and more; absolute error under 1e-9.</summary>
    private static double LogGamma(double x)
    {
        var moved = 1.0;
        for (; x < 10; x++)
            moved *= x;
        var inverse = 1 / x;
        var square = inverse * inverse;
        return ((x - 0.5) * Math.Log(x)) - x + 0.91893853320467274178 - Math.Log(moved)
            + (inverse * ((1.0 / 12) - (square * ((1.0 / 360) - (square * ((1.0 / 1260) - (square / 1680)))))));
    }
}
