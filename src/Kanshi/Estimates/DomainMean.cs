namespace Kanshi.Estimates;

/// <summary>
/// The weighted (Hájek) mean of y over the responses that have a value, and its variance with any coefficient of the control variate r.
/// With w = u/π (second phase included), D = Σ w over those with a value, e = y − θ̂ there and 0 elsewhere, ū the mean upstream weight:
/// <code>
/// V(β) = [ c·Σ w e² + Σ (w² − ūw)(e − β(r − r̄))² ] / D²      c = ū for the process, ū − 1 for this period
/// </code>
/// The first term is what would stay if every response were judged, the second what judging a Poisson sample of them adds (Hájek 1971;
/// Särndal, Swensson, Wretman 1992, eq. 9.3.7 and result 6.6.1, in the form of PPI++, Angelopoulos, Duchi, Zrnic 2023, for a sample that
/// is part of the population). With u = 1 and β = 0 it is Σ w²e²/D² and Σ (w² − w)e²/D².
/// </summary>
internal readonly record struct DomainMean
{
    private readonly JudgedSample _sample;
    private readonly QuadraticForm _design;
    private readonly QuadraticForm _designElsewhere;
    private readonly double _whole;

    public DomainMean(in JudgedSample sample, EstimateTarget target)
    {
        _sample = sample;
        Weight = sample.Scored.Weighted.One;
        Mean = sample.Scored.Weighted.Y / Weight;
        MeanRisk = sample.MeanRisk;
        var upstream = sample.MeanUpstream;
        _whole = target == EstimateTarget.Process ? upstream : upstream - 1;
        _design = sample.Scored.Squared + (-upstream * sample.Scored.Weighted);
        var elsewhere = sample.Undecided + sample.Outside;
        _designElsewhere = elsewhere.Squared + (-upstream * elsewhere.Weighted);
    }

    /// <summary>D.</summary>
    public double Weight { get; }

    public double Mean { get; }

    public double MeanRisk { get; }

    /// <summary>
    /// β of least second-phase variance: Σ a·e(r − r̄) / Σ a(r − r̄)², a = w² − ūw; 0 where all were judged or the risk does not vary.
    /// </summary>
    public double BestSlope
    {
        get
        {
            var spread = RiskSpread;
            return spread > 0 ? _design.Covariance(Mean, MeanRisk) / spread : 0;
        }
    }

    /// <summary>Share of the second-phase variance that β = <see cref="BestSlope"/> takes away, 0..1.</summary>
    public double Explained
    {
        get
        {
            var (slope, without) = (BestSlope, SecondPhase(0));
            return without > 0 ? Math.Clamp(slope * slope * RiskSpread / without, 0, 1) : 0;
        }
    }

    /// <summary>V(0) had e been 1 throughout: 1/this is the number of equally weighted responses that would tell as much.</summary>
    public double UnitVariance => ((_whole * Weight) + Math.Max(_design.One, 0)) / (Weight * Weight);

    /// <summary>The number of equally weighted responses with the same (Σ w)²/Σ w² (Kish 1965).</summary>
    public double EffectiveCount => Weight * Weight / _sample.Scored.Squared.One;

    private double RiskSpread => _design.Of(-MeanRisk, 0, 1) + _designElsewhere.Of(-MeanRisk, 0, 1);

    /// <summary>V(β), the second phase enlarged by <paramref name="inflation"/> for what was fitted.</summary>
    public double Variance(double slope, double inflation) =>
        ((_whole * _sample.Scored.Weighted.Of(-Mean, 1, 0)) + (inflation * SecondPhase(slope))) / (Weight * Weight);

    /// <summary>n/(n − parameters) for what was fitted.</summary>
    public double Inflation(int parameters) => EffectiveCount > parameters + 1 ? EffectiveCount / (EffectiveCount - parameters) : parameters + 1;

    private double SecondPhase(double slope) =>
        _design.Of((slope * MeanRisk) - Mean, 1, -slope) + _designElsewhere.Of(slope * MeanRisk, 0, -slope);
}
