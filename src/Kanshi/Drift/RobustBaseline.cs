namespace Kanshi.Drift;

/// <summary>Where the values of a metric normally lie: median, and the median absolute deviation scaled to a standard deviation (× 1.4826, Gaussian).</summary>
public readonly record struct RobustBaseline(double Median, double Spread)
{
    private const double GaussianScale = 1.4826;

    /// <param name="values">At least one; reordered in place.</param>
    public static RobustBaseline Of(Span<double> values)
    {
        var median = MedianOf(values);
        foreach (ref var value in values)
            value = Math.Abs(value - median);
        return new(median, GaussianScale * MedianOf(values));
    }

    private static double MedianOf(Span<double> values)
    {
        values.Sort();
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
