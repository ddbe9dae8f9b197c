using MathNet.Numerics.Distributions;

namespace Kanshi.Estimates;

/// <summary>
/// The score interval of Wilson (1927) for a mean p in 0..1 with an effective number n* of observations, n* = p(1 − p)/v for a variance v,
/// any positive real. Where p is within a few observations of an end, the end of the interval away from the boundary is that of Wilson and
/// the near one is not above the exact one-sided limit of 95 %, B⁻¹(.05; k, n* − k + 1) with k = n*·p: the modification of Brown, Cai,
/// DasGupta 2001 (Statistical Science 16, section 4.1.1), with the binomial for their Poisson and real k. Without it one failure in 30
/// excludes a rate of .995.
/// </summary>
public static class WilsonInterval
{
    /// <summary>Two-sided 95 %.</summary>
    public const double Z = 1.959963984540054;
    private const double Tail = 0.05;

    /// <summary>Beyond so many the exact limit is above Wilson's.</summary>
    private const double FewObservations = 12;

    /// <param name="mean">p, 0..1.</param>
    /// <param name="effectiveCount">n*; ∞ gives a point, 0 or less everything.</param>
    /// <param name="quantile">Of the standardised mean.</param>
    public static Interval Of(double mean, double effectiveCount, double quantile = Z)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mean, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(mean, 1);
        if (double.IsPositiveInfinity(effectiveCount))
            return new(mean, mean);
        if (!(effectiveCount > 0))
            return new(0, 1);
        var square = quantile * quantile;
        var centre = (mean + (square / (2 * effectiveCount))) / (1 + (square / effectiveCount));
        var half = quantile / (1 + (square / effectiveCount))
            * Math.Sqrt((mean * (1 - mean) / effectiveCount) + (square / (4 * effectiveCount * effectiveCount)));
        var lower = Math.Min(Math.Max(centre - half, 0), ExactLimit(mean, effectiveCount));
        var upper = Math.Max(Math.Min(centre + half, 1), 1 - ExactLimit(1 - mean, effectiveCount));
        return new(lower, upper);
    }

    private static double ExactLimit(double mean, double effectiveCount)
    {
        var observations = effectiveCount * mean;
        if (observations >= FewObservations)
            return mean;
        return observations <= 0 ? 0 : Beta.InvCDF(observations, effectiveCount - observations + 1, Tail);
    }
}
