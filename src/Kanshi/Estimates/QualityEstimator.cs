namespace Kanshi.Estimates;

/// <summary>
/// Means over all responses from those that were judged, each with a 95 % interval. The rule is fixed before the data: PPI++ where the
/// population's risk is known, at least five responses have either verdict (ten have a score) and λ, shrunk, is above 0; else Hájek.
/// It never looks at which interval would be narrower, since choosing by that would cost coverage.
/// </summary>
public static class QualityEstimator
{
    /// <summary>Null where nothing has a verdict.</summary>
    public static Estimate? PassRate(JudgedPeriod period, EstimateTarget target) => Mean(period, target, MeasureScale.PassOrFail);

    /// <summary>Null where nothing has a score.</summary>
    public static Estimate? MeanScore(JudgedPeriod period, EstimateTarget target) => Mean(period, target, MeasureScale.Score);

    /// <summary>The estimate of one window, for detectors: the process is the target. Null where nothing has a value.</summary>
    public static Estimate? OfWindow(JudgedSums judged, PopulationSums? population, MeasureScale scale)
    {
        var period = new JudgedPeriod();
        period.Add(judged, population);
        return Mean(period, EstimateTarget.Process, scale);
    }

    /// <summary>Null where nothing has a value.</summary>
    public static Estimate? Mean(JudgedPeriod period, EstimateTarget target, MeasureScale scale)
    {
        if (period.Scored == 0)
            return null;
        var strata = period.ToStrata();
        var mean = new StratifiedMean(strata, target);
        var control = ControlVariate.Of(mean, period, scale);
        var centre = Math.Clamp(mean.Mean - control.Correction, scale.Min, scale.Max);
        var (interval, error) = StratifiedInterval.Of(mean, scale, centre, control.Slope);
        return new(
            centre,
            interval,
            error,
            period.Scored,
            mean.EffectiveCount,
            mean.Weight / mean.JudgedWeight * (period.Population ?? mean.JudgedWeight),
            target,
            control.Method,
            control.Slope == 0 ? 0 : -control.Slope / scale.Range,
            period.Selected == 0 ? 0 : (double)period.Unjudged / period.Selected,
            mean.Undecided,
            mean.Undecided == 0 ? interval : Bounds(strata, target, scale));
    }

    /// <summary>By the weighted mean, as if every undecided response had been the worst, and the best.</summary>
    private static Interval Bounds(IReadOnlyList<JudgedSample> strata, EstimateTarget target, MeasureScale scale)
    {
        var worst = new StratifiedMean([.. strata.Select(stratum => stratum.Deciding(scale.Min))], target);
        var best = new StratifiedMean([.. strata.Select(stratum => stratum.Deciding(scale.Max))], target);
        return new(
            StratifiedInterval.Of(worst, scale, worst.Mean, slope: 0).Interval.Lower,
            StratifiedInterval.Of(best, scale, best.Mean, slope: 0).Interval.Upper);
    }
}
