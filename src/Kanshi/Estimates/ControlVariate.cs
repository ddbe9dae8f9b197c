namespace Kanshi.Estimates;

/// <summary>The choice of λ: what the heuristic risk may take away from the weighted mean.</summary>
/// <param name="Slope">β, of y on r; at most 0, since risk predicts bad answers.</param>
/// <param name="Correction">β·(r̄ of the judged − r̄ of all).</param>
internal readonly record struct ControlVariate(EstimateMethod Method, double Slope, double Correction)
{
    private const double EitherVerdict = 5;
    private const long ScoresToFit = 10;

    public static ControlVariate Of(StratifiedMean mean, JudgedPeriod period, MeasureScale scale)
    {
        if (period.PopulationRisk is not { } populationRisk)
            return new(EstimateMethod.PopulationUnknown, 0, 0);
        if (!EnoughToFit(period, scale))
            return new(EstimateMethod.TooFewToFit, 0, 0);
        var slope = Math.Min(mean.BestSlope, 0) * Shrinkage(mean);
        return slope == 0
            ? new(EstimateMethod.RiskSaysNothing, 0, 0)
            : new(EstimateMethod.PredictionPowered, slope, slope * mean.JudgedWeight / mean.Weight * (mean.MeanRisk - populationRisk));
    }

    private static bool EnoughToFit(JudgedPeriod period, MeasureScale scale) => scale.Binary
        ? Math.Min(period.Values, period.Scored - period.Values) >= EitherVerdict
        : period.Scored >= ScoresToFit;

    /// <summary>
    /// max(0, 1 − 1/t²) with t² = ρ²(n − 2)/(1 − ρ²) that of the slope (James, Stein 1961, positive part): λ in [0, λ̂], near 0 when the
    /// fit could be chance. A λ fitted to noise would make intervals too short.
    /// </summary>
    private static double Shrinkage(StratifiedMean mean)
    {
        var explained = mean.Explained;
        var t2 = explained * Math.Max(mean.EffectiveCount - 2, 0) / Math.Max(1 - explained, 1e-9);
        return t2 > 1 ? 1 - (1 / t2) : 0;
    }
}
