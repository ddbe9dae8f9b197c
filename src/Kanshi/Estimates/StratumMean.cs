namespace Kanshi.Estimates;

/// <summary>
/// The mean of one risk stratum with the terms of <see cref="StratifiedMean"/>'s variance that fall within it: a = w² − ūw of the second
/// phase and c·w of the first.
/// </summary>
internal readonly record struct StratumMean(MomentTotals Scored, QuadraticForm Design, double Whole)
{
    /// <summary>Fewer of either verdict than this are no base for a slope.</summary>
    private const double EnoughToExplain = 5;

    public double Weight => Scored.Weighted.One;

    public double Mean => Scored.Weighted.Y / Weight;

    /// <summary>D²·V within, at β.</summary>
    public double Variance(double slope)
    {
        var risk = Scored.Weighted.R / Weight;
        return (Whole * Scored.Weighted.Of(-Mean, 1, 0)) + Design.Of((slope * risk) - Mean, 1, -slope);
    }

    /// <summary>
    /// n*: how many equally weighted responses of values 0 and 1 would be as uncertain, p(1 − p)·D²/V. V is fitted to few values of the rarer
    /// verdict (or few scores), so it is mixed with what the weights alone say, p(1 − p)·Σ(a + cw), as if one of them had been of that kind;
    /// with none of the rarer verdict, that is all there is. ∞ where nothing is uncertain.
    /// </summary>
    public double EffectiveCount(MeasureScale scale)
    {
        var unit = (Whole * Weight) + Math.Max(Design.One, 0);
        if (unit <= 1e-12 * Weight)
            return double.PositiveInfinity;
        var p = Math.Clamp((Mean - scale.Min) / scale.Range, 0, 1);
        var seen = scale.Binary ? RarerVerdict(scale) : Scored.Count - 1;
        var own = p * (1 - p) * unit;
        var mixed = ((seen * Variance(0) / (scale.Range * scale.Range)) + own) / (seen + 1);
        return own > 0 ? p * (1 - p) * Weight * Weight / mixed : Weight * Weight / unit;
    }

    /// <summary>V(β)/V(0), where there is enough to fit; else 1.</summary>
    public double Remaining(double slope, MeasureScale scale)
    {
        var without = Variance(0);
        var seen = scale.Binary ? RarerVerdict(scale) : Scored.Count / 2.0;
        return slope == 0 || seen < EnoughToExplain || without <= 0 ? 1 : Variance(slope) / without;
    }

    private double RarerVerdict(MeasureScale scale)
    {
        var best = (Scored.Values - (Scored.Count * scale.Min)) / scale.Range;
        return Math.Max(Math.Min(best, Scored.Count - best), 0);
    }
}
