using Kanshi.Windows;

namespace Kanshi.Drift.Baselines;

/// <summary>
/// The windows of a history with what all metrics share: the basis of the season, weights that halve with age (<see cref="DetectionOptions.HalfLife"/>),
/// and bins of an hour to fit on. A smooth season loses nothing by it, and the fit is twelve times cheaper; a history under a day is fitted window by window.
/// </summary>
internal sealed class SeasonGrid
{
    private readonly IReadOnlyList<WindowStatistics> _windows;
    private readonly double[] _basis;
    private readonly int[] _bins;
    private readonly double[] _weights;

    public SeasonGrid(IReadOnlyList<WindowStatistics> windows, DetectionOptions options)
    {
        _windows = windows;
        WindowLength = options.WindowLength;
        _basis = new double[windows.Count * SeasonBasis.Size];
        _bins = new int[windows.Count];
        _weights = new double[windows.Count];
        var span = windows[^1].Start - windows[0].Start;
        var bin = span < TimeSpan.FromDays(1) || options.WindowLength > TimeSpan.FromHours(1) ? options.WindowLength : TimeSpan.FromHours(1);
        for (var i = 0; i < windows.Count; i++)
        {
            SeasonBasis.Fill(windows[i].Start, _basis.AsSpan(i * SeasonBasis.Size, SeasonBasis.Size));
            _bins[i] = (int)((windows[i].Start - windows[0].Start) / bin);
            _weights[i] = Math.Pow(0.5, (windows[^1].Start - windows[i].Start) / options.HalfLife);
        }

        var weekends = windows.Count(window => SeasonBasis.IsWeekend(window.Start));
        var hasBoth = Math.Min(weekends, windows.Count - weekends) * options.WindowLength >= TimeSpan.FromHours(20);
        Columns = span < TimeSpan.FromDays(1) ? 1
            : span < TimeSpan.FromDays(3) ? SeasonBasis.Daily
            : hasBoth ? SeasonBasis.Size : SeasonBasis.WithoutWeekend;
    }

    public TimeSpan WindowLength { get; }

    /// <summary>Columns of the season that this much history can tell.</summary>
    public int Columns { get; }

    public bool HasSeason => Columns > 1;

    /// <summary>The windows that hold enough of a metric.</summary>
    public Sample[] Of(int metric, long leastEvents)
    {
        var samples = new List<Sample>(_windows.Count);
        for (var i = 0; i < _windows.Count; i++)
        {
            var window = _windows[i];
            if (metric < window.Metrics.Count && window.Metrics[metric] is { } it && it.Count >= leastEvents && float.IsFinite(it.Value) && float.IsFinite(it.Spread))
                samples.Add(new(i, it.Count, it.Value, it.Spread));
        }

        return [.. samples];
    }

    public ReadOnlySpan<double> Basis(in Sample sample) => _basis.AsSpan(sample.At * SeasonBasis.Size, SeasonBasis.Size);

    public double Weight(in Sample sample) => _weights[sample.At];

    public int Bin(in Sample sample) => _bins[sample.At];

    /// <summary>Windows from one sample to the next, 1 when they follow each other.</summary>
    public int Steps(in Sample from, in Sample to) =>
        (int)Math.Round((_windows[to.At].Start - _windows[from.At].Start) / WindowLength);

    /// <summary>How many windows of full weight the samples are worth.</summary>
    public double EffectiveWindows(Sample[] samples)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var sample in samples)
        {
            sum += Weight(sample);
            squares += Weight(sample) * Weight(sample);
        }

        return sum * sum / squares;
    }

    /// <param name="At">Which window.</param>
    internal readonly record struct Sample(int At, long Count, double Value, double Spread);
}
