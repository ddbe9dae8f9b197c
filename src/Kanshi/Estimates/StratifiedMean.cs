namespace Kanshi.Estimates;

/// <summary>
/// The weighted (Hájek) mean θ̂ of y over the responses that have a value, and its variance with any coefficient β of the control variate
/// r. With w = u/π (second phase included), D = Σ w over those with a value, e = y − θ̂ there and 0 elsewhere, ū the mean upstream weight:
/// <code>
/// V(β) = [ c·Σ w e² + Σ (w² − ūw)(e − β(r − r̄))² ] / D²      c = ū for the process, ū − 1 for this period
/// </code>
/// The first term is what would stay if every response were judged, the second what judging a Poisson sample of them adds (Hájek 1971;
/// Särndal, Swensson, Wretman 1992, sections 3.5, 5.7 and 9.3; as PPI++, Angelopoulos, Duchi, Zrnic 2023, for a sample that is part of
/// the population). With u = 1 and β = 0 it is Σ w²e²/D² for the process and Σ (w² − w)e²/D² for the period.
/// </summary>
internal sealed class StratifiedMean
{
    private readonly JudgedSample _all;
    private readonly QuadraticForm _design;
    private readonly QuadraticForm _designElsewhere;
    private readonly double _upstream;
    private readonly double _whole;

    /// <param name="strata">At least one response has a value.</param>
    public StratifiedMean(IReadOnlyList<JudgedSample> strata, EstimateTarget target)
    {
        _all = strata.Aggregate((a, b) => a + b);
        Weight = _all.Scored.Weighted.One;
        Mean = _all.Scored.Weighted.Y / Weight;
        _upstream = _all.MeanUpstream;
        _whole = target == EstimateTarget.Process ? _upstream : _upstream - 1;
        _design = DesignOf(_all.Scored);
        _designElsewhere = DesignOf(_all.Undecided + _all.Outside);
        Strata = [.. strata.Where(stratum => stratum.Scored.Count > 0).Select(stratum => new StratumMean(stratum.Scored, DesignOf(stratum.Scored), _whole))];
    }

    public IReadOnlyList<StratumMean> Strata { get; }

    /// <summary>D.</summary>
    public double Weight { get; }

    public double Mean { get; }

    public double MeanRisk => _all.MeanRisk;

    /// <summary>Σ w over all that were judged, with a value or not.</summary>
    public double JudgedWeight => _all.Weight;

    public long Undecided => _all.Undecided.Count;

    /// <summary>(Σ w)²/Σ w²: the number of equally weighted responses that would tell as much (Kish 1965).</summary>
    public double EffectiveCount => Weight * Weight / _all.Scored.Squared.One;

    /// <summary>
    /// β of least second-phase variance: Σ a·e(r − r̄) / Σ a(r − r̄)², a = w² − ūw; 0 where all were judged or the risk does not vary.
    /// </summary>
    public double BestSlope => RiskSpread is > 0 and var spread ? _design.Covariance(Mean, MeanRisk) / spread : 0;

    /// <summary>Share of the second-phase variance that β = <see cref="BestSlope"/> takes away, 0..1.</summary>
    public double Explained =>
        SecondPhase(0) is > 0 and var without ? Math.Clamp(BestSlope * BestSlope * RiskSpread / without, 0, 1) : 0;

    private double RiskSpread => _design.Of(-MeanRisk, 0, 1) + _designElsewhere.Of(-MeanRisk, 0, 1);

    /// <summary>V(β).</summary>
    public double Variance(double slope) => ((_whole * _all.Scored.Weighted.Of(-Mean, 1, 0)) + SecondPhase(slope)) / (Weight * Weight);

    private QuadraticForm DesignOf(in MomentTotals moments) => moments.Squared + (-_upstream * moments.Weighted);

    private double SecondPhase(double slope) =>
        _design.Of((slope * MeanRisk) - Mean, 1, -slope) + _designElsewhere.Of(slope * MeanRisk, 0, -slope);
}
