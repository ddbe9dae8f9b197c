using Kanshi.Estimates;
using MathNet.Numerics.Distributions;

namespace Kanshi.Comparing;

/// <summary>Intervals of paired differences, second minus first.</summary>
public static class PairedInterval
{
    private const double MaxDifference = 4;

    /// <summary>
    /// Of pass rates: adjusted Wald (Bonett, Price 2012, Journal of Educational and Behavioral Statistics 37). With p₁₂ = (lost + 1)/(n + 2)
    /// and p₂₁ = (gained + 1)/(n + 2): p₂₁ − p₁₂ ± z·√((p₁₂ + p₂₁ − (p₂₁ − p₁₂)²)/(n + 2)), clipped to −1..1.
    /// </summary>
    /// <param name="lost">Pairs passed by the first run only.</param>
    /// <param name="gained">Pairs passed by the second run only.</param>
    public static Interval OfPassRates(int lost, int gained, int pairs, double level = 0.95)
    {
        var (down, up) = ((lost + 1.0) / (pairs + 2), (gained + 1.0) / (pairs + 2));
        var difference = up - down;
        var half = Normal.InvCDF(0, 1, (1 + level) / 2) * Math.Sqrt((down + up - (difference * difference)) / (pairs + 2));
        return new(Math.Max(difference - half, -1), Math.Min(difference + half, 1));
    }

    /// <summary>
    /// Of mean scores: paired t. The variance of the differences is taken as if one more pair had differed by a point from the mean, so that
    /// pairs that are all alike do not look like proof. Clipped to what scores of 1 to 5 allow; below two pairs, all of that.
    /// </summary>
    public static Interval OfMeans(IReadOnlyCollection<double> differences, double level = 0.95)
    {
        var n = differences.Count;
        if (n < 2)
            return new(-MaxDifference, MaxDifference);
        var mean = differences.Average();
        var variance = (differences.Sum(difference => (difference - mean) * (difference - mean)) + 1) / n;
        var half = StudentT.InvCDF(0, 1, n - 1, (1 + level) / 2) * Math.Sqrt(variance / n);
        return new(Math.Max(mean - half, -MaxDifference), Math.Min(mean + half, MaxDifference));
    }
}
