namespace Kanshi.Estimates;

/// <summary>Weighted sums of judged responses: with a value, without one, and those to which the measure does not apply.</summary>
internal readonly record struct JudgedSample(MomentTotals Scored, MomentTotals Undecided, MomentTotals Outside)
{
    /// <summary>Σ w over all of them: the responses they stand for.</summary>
    public double Weight => Scored.Weighted.One + Undecided.Weighted.One + Outside.Weighted.One;

    /// <summary>The weighted mean of r over all of them.</summary>
    public double MeanRisk => (Scored.Weighted.R + Undecided.Weighted.R + Outside.Weighted.R) / Weight;

    /// <summary>ū = Σ w·u / Σ w: how many responses each that we saw stands for; 1 where nothing was sampled upstream.</summary>
    public double MeanUpstream => Math.Max((Scored.Upstream + Undecided.Upstream + Outside.Upstream) / Weight, 1);

    public JudgedSample Reweighted(double factor) => new(Scored.Reweighted(factor), Undecided.Reweighted(factor), Outside.Reweighted(factor));

    /// <summary>The same sample had every response without a value had this one.</summary>
    public JudgedSample Deciding(double value) => this with { Scored = Scored + Undecided.WithValue(value), Undecided = default };

    public static JudgedSample operator +(JudgedSample a, JudgedSample b) =>
        new(a.Scored + b.Scored, a.Undecided + b.Undecided, a.Outside + b.Outside);
}
