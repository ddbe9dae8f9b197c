using Kanshi.Drift;
using Kanshi.Inference;
using Kanshi.Testing;
using Kanshi.Windows;

namespace Kanshi.Benchmarks.Detection;

/// <summary>
/// What others do, each on every metric with harm and the mean and deviation of the last 14 days' windows. Windows under 20 events say nothing to them.
/// </summary>
internal abstract class Rival : IRival
{
    protected const int MinimumEvents = 20;
    protected (double Mean, double Deviation, double[] Edges)[] Known { get; private set; } = [];

    public abstract string Name { get; }

    public void Learn(IReadOnlyList<WindowStatistics> history)
    {
        var recent = history.Skip(Math.Max(0, history.Count - 4032)).ToArray();
        Known = [.. WindowMetric.All.Index().Select(metric => Of([.. recent.Select(window => window.Metrics[metric.Index]).Where(it => it.Count >= MinimumEvents).Select(it => (double)it.Value)]))];
    }

    public bool Pages(WindowStatistics window)
    {
        var pages = false;
        for (var i = 0; i < Known.Length; i++)
        {
            if (WindowMetric.All[i].Harm != Harm.None && Known[i].Edges.Length > 0 && window.Metrics[i].Count >= MinimumEvents)
                pages |= Pages(i, window.Metrics[i], WindowMetric.All[i].Harm == Harm.Up ? 1 : -1);
        }

        return pages;
    }

    public virtual IRival Fork() => (IRival)MemberwiseClone();

    protected abstract bool Pages(int metric, MetricStatistic statistic, int direction);

    private static (double, double, double[]) Of(double[] values)
    {
        if (values.Length < 100)
            return (0, 0, []);
        Array.Sort(values);
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return (mean, Math.Max(deviation, 1e-6), [.. Enumerable.Range(1, 9).Select(i => values[i * values.Length / 10])]);
    }
}

/// <summary>A share 5 points over its mean, a quantity half as much again.</summary>
internal sealed class FixedThreshold : Rival
{
    public override string Name => "fixed threshold";

    protected override bool Pages(int metric, MetricStatistic statistic, int direction) =>
        direction * (statistic.Value - Known[metric].Mean) > (WindowMetric.All[metric].Kind == MetricKind.Share ? 0.05 : Math.Log(1.5));
}

internal sealed class ThreeSigma : Rival
{
    public override string Name => "3 sigma";

    protected override bool Pages(int metric, MetricStatistic statistic, int direction) =>
        direction * (statistic.Value - Known[metric].Mean) > 3 * Known[metric].Deviation;
}

/// <summary>One-sided CUSUM with allowance ½ σ and limit 8 σ; starts again after a page.</summary>
internal sealed class Cusum : Rival
{
    private double[] _sums = new double[WindowMetric.All.Count];

    public override string Name => "CUSUM";

    public override IRival Fork()
    {
        var fork = (Cusum)base.Fork();
        fork._sums = (double[])_sums.Clone();
        return fork;
    }

    protected override bool Pages(int metric, MetricStatistic statistic, int direction)
    {
        var z = direction * (statistic.Value - Known[metric].Mean) / Known[metric].Deviation;
        _sums[metric] = Math.Max(0, _sums[metric] + z - 0.5);
        if (_sums[metric] < 8)
            return false;
        _sums[metric] = 0;
        return true;
    }
}

/// <summary>
/// Population stability index ≥ .25 of the last twelve windows' values against the deciles of the history. The events' own distributions are not kept at
/// this level of the lab: an approximation.
/// </summary>
internal sealed class Psi : Rival
{
    private const int Recent = 12;
    private Queue<double>[] _recent = [.. WindowMetric.All.Select(_ => new Queue<double>())];

    public override string Name => "PSI >= 0.25 (12 windows)";

    public override IRival Fork()
    {
        var fork = (Psi)base.Fork();
        fork._recent = [.. _recent.Select(values => new Queue<double>(values))];
        return fork;
    }

    protected override bool Pages(int metric, MetricStatistic statistic, int direction)
    {
        var recent = _recent[metric];
        recent.Enqueue(statistic.Value);
        if (recent.Count <= Recent)
            return false;
        recent.Dequeue();
        var counts = new double[10];
        foreach (var value in recent)
            counts[Known[metric].Edges.Count(edge => value > edge)]++;
        return counts.Sum(count => ((count + 0.5) / (Recent + 5) - 0.1) * Math.Log((count + 0.5) / (Recent + 5) / 0.1)) >= 0.25;
    }
}

/// <summary>The product's first detector, with its episodes.</summary>
internal sealed class FirstDetector : IRival
{
    private static readonly StreamKey _stream = DetectorCourse.Stream;
    private static readonly ShiftDetector _detector = new(new ShiftOptions());
    private List<WindowStatistics> _history = [];
    private DetectorState _state = new();

    public string Name => "ShiftDetector";

    public void Learn(IReadOnlyList<WindowStatistics> history)
    {
        // Learns from every window as it comes.
    }

    public bool Pages(WindowStatistics window)
    {
        _state = _detector.Step(_state, _stream, window, _history, window.Start + TestWindows.Length);
        _history.Add(window);
        if (_history.Count > 576)
            _history.RemoveAt(0);
        var pages = _state.Pending.Any(change => change is DriftChange.Raised { Signal.Page: true });
        _state = _state with { Pending = [] };
        return pages;
    }

    public IRival Fork() => new FirstDetector { _history = [.. _history], _state = _state };
}
