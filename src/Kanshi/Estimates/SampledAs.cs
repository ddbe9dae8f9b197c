namespace Kanshi.Estimates;

/// <summary>How a response came into the sample: all that its weight follows from, and the risk that was known before it was judged.</summary>
/// <param name="UpstreamWeight">How many responses it stands for before our sampling (the CloudEvents attribute <c>sampledrate</c>): at least 1.</param>
/// <param name="InclusionProbability">The chance with which it was sampled for the judge, in (0, 1].</param>
/// <param name="Risk">The heuristic risk, 0..1.</param>
public readonly record struct SampledAs(double UpstreamWeight, double InclusionProbability, double Risk)
{
    private const double MaxWeight = 1e9;

    /// <summary>u/π, the responses it stands for: 1 to 10⁹. What is out of range counts as the nearer end, and NaN as 1.</summary>
    public double Weight
    {
        get
        {
            var weight = Upstream / Math.Clamp(double.IsNaN(InclusionProbability) ? 1 : InclusionProbability, 1 / MaxWeight, 1);
            return Math.Min(weight, MaxWeight);
        }
    }

    internal double Upstream => double.IsNaN(UpstreamWeight) ? 1 : Math.Clamp(UpstreamWeight, 1, MaxWeight);

    internal double KnownRisk => double.IsNaN(Risk) ? 0 : Math.Clamp(Risk, 0, 1);
}
