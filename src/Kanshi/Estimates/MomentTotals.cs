namespace Kanshi.Estimates;

/// <summary><see cref="WeightedMoments"/> as numbers: Weighted is Σ w·q, Squared Σ w²·q, Upstream Σ w·u, Values Σ y.</summary>
internal readonly record struct MomentTotals(long Count, QuadraticForm Weighted, QuadraticForm Squared, double Upstream, double Values)
{
    /// <summary>With every weight <paramref name="factor"/> times as large.</summary>
    public MomentTotals Reweighted(double factor) => new(Count, factor * Weighted, factor * factor * Squared, factor * Upstream, Values);

    /// <summary>The same responses had every value been <paramref name="value"/>.</summary>
    public MomentTotals WithValue(double value) =>
        this with { Weighted = Weighted.WithValue(value), Squared = Squared.WithValue(value), Values = value * Count };

    public static MomentTotals operator +(MomentTotals a, MomentTotals b) =>
        new(a.Count + b.Count, a.Weighted + b.Weighted, a.Squared + b.Squared, a.Upstream + b.Upstream, a.Values + b.Values);
}
