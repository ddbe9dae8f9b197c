using Kanshi.Windows;

namespace Kanshi.Drift.Baselines;

/// <summary>
/// Learns what is normal from a stream's windows. Pure; the caller leaves out confirmed incidents, windows in which a detector accumulates and the
/// youngest windows (see <see cref="DetectionOptions.Quarantine"/>); everything else is winsorised, never dropped, since dropping what looks odd
/// shrinks the variance and breeds alarms.
/// </summary>
public sealed class BaselineLearner(IReadOnlyList<WindowMetric> metrics, DetectionOptions options)
{
    /// <summary>Most of a day must have been seen before its season counts as known.</summary>
    private static readonly TimeSpan _mostOfADay = TimeSpan.FromHours(20);

    /// <param name="history">In order of their starts; incomplete and repeated windows are passed over.</param>
    public StreamBaseline Learn(IReadOnlyList<WindowStatistics> history)
    {
        var windows = InOrder(history);
        if (windows.Count == 0)
            return StreamBaseline.None;
        var grid = new SeasonGrid(windows, options);
        var learnt = new MetricBaseline?[metrics.Count];
        for (var i = 0; i < metrics.Count; i++)
            learnt[i] = Learn(grid, i);
        return new(windows[^1].Start, Seen(windows), learnt);
    }

    private MetricBaseline? Learn(SeasonGrid grid, int metric)
    {
        var usable = grid.Of(metric, metrics[metric].Kind == MetricKind.Share ? 1 : options.MinimumEvents);
        if (usable.Length < options.MinimumWindows)
            return null;
        return metrics[metric].Kind == MetricKind.Share ? ShareLearner.Learn(grid, usable) : LocationLearner.Learn(grid, usable);
    }

    private List<WindowStatistics> InOrder(IReadOnlyList<WindowStatistics> history)
    {
        var windows = new List<WindowStatistics>(history.Count);
        foreach (var window in history)
        {
            if (window.Complete && (windows.Count == 0 || window.Start > windows[^1].Start))
                windows.Add(window);
        }

        var from = windows.Count == 0 ? default : windows[^1].Start - options.History;
        windows.RemoveAll(window => window.Start < from);
        return windows;
    }

    private SeenDays Seen(List<WindowStatistics> windows)
    {
        var weekend = windows.Count(window => SeasonBasis.IsWeekend(window.Start)) * options.WindowLength;
        var weekday = (windows.Count * options.WindowLength) - weekend;
        return (weekend >= _mostOfADay ? SeenDays.Weekend : SeenDays.None) | (weekday >= _mostOfADay ? SeenDays.Weekday : SeenDays.None);
    }
}
