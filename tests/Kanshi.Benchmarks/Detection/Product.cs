using Kanshi.Drift;
using Kanshi.Drift.Baselines;
using Kanshi.Drift.Evidence;
using Kanshi.Windows;

namespace Kanshi.Benchmarks.Detection;

/// <summary>The e-detectors, learning as the product does: a quarantine, and nothing from windows in which evidence gathers.</summary>
internal sealed class Product : IRival
{
    private static readonly DetectionOptions _options = new();
    private static readonly BaselineLearner _learner = new(WindowMetric.All, _options);
    private static readonly StreamDetector _detector = new(WindowMetric.All, _options);
    private readonly HashSet<DateTimeOffset> _held = [];
    private StreamBaseline _baseline = StreamBaseline.None;
    private EvidenceState _state = EvidenceState.Empty;

    public string Name => "e-detectors";

    public StreamVerdict? Last { get; private set; }

    public void Learn(IReadOnlyList<WindowStatistics> history)
    {
        if (history.Count == 0)
            return;
        var now = history[^1].Start;
        var youngest = now - _options.Quarantine(now - history[0].Start);
        _baseline = _learner.Learn([.. history.Where(window => window.Start <= youngest && !_held.Contains(window.Start))]);
        _held.RemoveWhere(start => start < now - _options.History);
    }

    public bool Pages(WindowStatistics window)
    {
        (_state, var verdict) = _detector.Step(_state, _baseline, window);
        Last = verdict;
        if (!verdict.Learnable)
            _held.Add(window.Start);
        return verdict.Drift is { Page: true };
    }

    public IRival Fork() => new Product { _baseline = _baseline, _state = _state };
}
