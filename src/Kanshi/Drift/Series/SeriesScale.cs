namespace Kanshi.Drift.Series;

/// <summary>
/// Puts the values of any series on one scale, on which baselines are learnt: asinh((x − centre)/spread), linear about the centre and logarithmic far from it, so that neither
/// the unit nor a spike matters. The spread is the larger of the normal MAD and half of the mean deviation, which is not 0 where most values are the same.
/// </summary>
internal readonly record struct SeriesScale(double Centre, double Spread)
{
    public static SeriesScale Unknown => new(0, 1);

    /// <summary>Farther is not told apart: the quotient of two doubles may be none.</summary>
    private const double Farthest = 1e300;

    public double Of(double value) => Math.Asinh(Math.Clamp((value - Centre) / Spread, -Farthest, Farthest));

    public static SeriesScale Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var centre = sorted[sorted.Length / 2];
        var deviations = sorted.Select(value => Math.Abs(value - centre)).Order().ToArray();
        var spread = Math.Max(1.4826 * deviations[deviations.Length / 2], deviations.Average() / 2);
        // A constant series: a hundredth of its value is a change.
        return new(centre, double.IsFinite(spread) && spread > 0 ? spread : Math.Max(Math.Abs(centre) / 100, 1e-6));
    }
}
