using MathNet.Numerics.Distributions;

namespace Kanshi.Estimates;

/// <summary>
/// How uncertain a mean is, as the number n* of equally weighted 0-or-1 responses that would be as uncertain: n* = p(1 − p)/V(0) by the
/// weighted mean, then scaled by V(0)/V(β) where a control variate is used. With every value at one end p(1 − p) and V are 0, and n* is
/// what the weights alone say.
/// </summary>
internal readonly struct EffectiveSpread
{
    /// <summary>Below this share of the unit variance a variance is rounding.</summary>
    private const double Rounding = 1e-12;
    private readonly MeasureScale _scale;

    public EffectiveSpread(in DomainMean mean, MeasureScale scale, double slope)
    {
        _scale = scale;
        var unit = (mean.Mean - scale.Min) / scale.Range;
        var inflation = mean.Inflation(slope == 0 ? 1 : 2);
        var squareRange = scale.Range * scale.Range;
        var without = mean.Variance(0, inflation) / squareRange;
        var floor = mean.UnitVariance;
        EffectiveCount = without > Rounding * floor ? unit * (1 - unit) / without : 1 / floor;
        if (slope != 0)
            EffectiveCount *= without * squareRange / mean.Variance(slope, inflation);
        Quantile = scale.Binary ? WilsonInterval.Z : StudentT.InvCDF(0, 1, Math.Max(mean.EffectiveCount - 1, 1), 0.975);
    }

    public double EffectiveCount { get; }

    public double Quantile { get; }

    /// <summary>√(p̃(1 − p̃)/n*) with p̃ = (n*p + 2)/(n* + 4), so that it is not 0 when every value is at one end (Agresti, Coull 1998).</summary>
    public double StandardError(double centre)
    {
        if (double.IsPositiveInfinity(EffectiveCount))
            return 0;
        var unit = ((EffectiveCount * (centre - _scale.Min) / _scale.Range) + 2) / (EffectiveCount + 4);
        return _scale.Range * Math.Sqrt(unit * (1 - unit) / EffectiveCount);
    }
}
