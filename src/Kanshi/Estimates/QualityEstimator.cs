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
        var sample = period.ToSample();
        var mean = new DomainMean(in sample, target);
        var control = ControlVariate.Of(in mean, in sample, period, scale);
        var centre = Math.Clamp(mean.Mean - control.Correction, scale.Min, scale.Max);
        var (interval, error) = IntervalOf(in mean, scale, centre, control.Slope);
        return new(
            centre,
            interval,
            error,
            period.Scored,
            1 / mean.UnitVariance,
            Responses(period, in sample),
            target,
            control.Method,
            -control.Slope / scale.Range,
            period.Selected == 0 ? 0 : (double)period.Unjudged / period.Selected,
            sample.Undecided.Count,
            sample.Undecided.Count == 0 ? interval : Bounds(in sample, target, scale));
    }

    private static (Interval Interval, double StandardError) IntervalOf(in DomainMean mean, MeasureScale scale, double centre, double slope)
    {
        var spread = new EffectiveSpread(in mean, scale, slope);
        var unit = WilsonInterval.Of((centre - scale.Min) / scale.Range, spread.EffectiveCount, spread.Quantile);
        return (new(scale.Min + (scale.Range * unit.Lower), scale.Min + (scale.Range * unit.Upper)), spread.StandardError(centre));
    }

    /// <summary>By the weighted mean, as if every undecided response had been the worst, and the best.</summary>
    private static Interval Bounds(in JudgedSample sample, EstimateTarget target, MeasureScale scale)
    {
        var worst = new DomainMean(sample.Deciding(scale.Min), target);
        var best = new DomainMean(sample.Deciding(scale.Max), target);
        return new(
            IntervalOf(in worst, scale, worst.Mean, slope: 0).Interval.Lower,
            IntervalOf(in best, scale, best.Mean, slope: 0).Interval.Upper);
    }

    private static double Responses(JudgedPeriod period, in JudgedSample sample)
    {
        var share = sample.Scored.Weighted.One / sample.Weight;
        return share * (period.Population ?? sample.Weight);
    }
}
