using MathNet.Numerics.Distributions;

namespace Kanshi.Estimates;

/// <summary>
/// The 95 % interval of a stratified mean by recovered variances (MOVER; Zou, Donner 2008, Statistics in Medicine 27; for strata Yan, Su
/// 2010): each stratum's Wilson interval gives the distance to its lower and its upper end, and these add up as squares, weighted by the
/// stratum's share; between strata the variance counts as normal. One interval of the whole would trust the variance that was seen: where
/// risky responses are oversampled, no bad one among the few that stand for most looks like certainty, and its interval covers 60 %.
/// </summary>
internal static class StratifiedInterval
{
    /// <returns>The interval on the measure's scale, and a standard error that is 0 only where nothing is uncertain.</returns>
    public static (Interval Interval, double StandardError) Of(StratifiedMean mean, MeasureScale scale, double centre, double slope)
    {
        var quantile = scale.Binary ? WilsonInterval.Z : StudentT.InvCDF(0, 1, Math.Max(mean.EffectiveCount - 1, 1), 0.975);
        double down = 0, up = 0, variance = 0, within = 0;
        foreach (var stratum in mean.Strata)
        {
            var share = stratum.Weight / mean.Weight;
            var square = share * share * stratum.Remaining(slope, scale);
            var p = Math.Clamp((stratum.Mean - scale.Min) / scale.Range, 0, 1);
            var count = stratum.EffectiveCount(scale);
            var ends = WilsonInterval.Of(p, count, quantile);
            down += square * (p - ends.Lower) * (p - ends.Lower);
            up += square * (ends.Upper - p) * (ends.Upper - p);
            variance += square * Jeffreys(p, count);
            within += stratum.Variance(slope);
        }

        var between = Math.Max(mean.Variance(slope) - (within / (mean.Weight * mean.Weight)), 0);
        var squareRange = scale.Range * scale.Range;
        var normal = quantile * quantile * between;
        return (
            new(
                Math.Max(centre - Math.Sqrt((squareRange * down) + normal), scale.Min),
                Math.Min(centre + Math.Sqrt((squareRange * up) + normal), scale.Max)),
            Math.Sqrt((squareRange * variance) + between));
    }

    /// <summary>
    /// p̃(1 − p̃)/n with p̃ = (np + ½)/(n + 1), the mean under Jeffreys' prior: not 0 when every value is at one end, and hardly more than
    /// p(1 − p)/n elsewhere.
    /// </summary>
    private static double Jeffreys(double p, double count)
    {
        if (double.IsPositiveInfinity(count))
            return 0;
        var adjusted = ((count * p) + 0.5) / (count + 1);
        return adjusted * (1 - adjusted) / count;
    }
}
