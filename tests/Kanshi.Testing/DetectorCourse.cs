using Kanshi.Drift;
using Kanshi.Inference;
using Kanshi.Windows;

namespace Kanshi.Testing;

/// <summary>Leads a detector through the windows of one stream as the watch does, without a store.</summary>
public sealed class DetectorCourse(ShiftOptions options)
{
    private readonly ShiftDetector _detector = new(options);
    private readonly List<WindowStatistics> _seen = [];

    public static StreamKey Stream { get; } = new("svc", "d", "chat");

    public DetectorState State { get; set; } = new();

    /// <summary>Number of the next window.</summary>
    public int Next { get; private set; }

    /// <summary>The complete windows so far, oldest first, as far back as a watch looks.</summary>
    public IReadOnlyList<WindowStatistics> History => [.. _seen.Where(past => past.Complete).TakeLast(2 * options.HistoryWindows)];

    public static DateTimeOffset ClosedAt(WindowStatistics window) => window?.Start + TestWindows.Length + TimeSpan.FromMinutes(2) ?? default;

    /// <summary>The changes that the next window brings.</summary>
    public IReadOnlyList<DriftChange> Step(params ReadOnlySpan<Reading> readings) => Step(TestWindows.Of(Next, readings));

    public IReadOnlyList<DriftChange> StepIncomplete(params ReadOnlySpan<Reading> readings) =>
        Step(TestWindows.Of(Next, readings) with { Complete = false });

    /// <summary>The same window so many times; the changes of all of them.</summary>
    public IReadOnlyList<DriftChange> Repeat(int windows, params Reading[] readings) =>
        [.. Enumerable.Range(0, windows).SelectMany(_ => Step(readings))];

    private IReadOnlyList<DriftChange> Step(WindowStatistics window)
    {
        State = _detector.Step(State, Stream, window, History, ClosedAt(window));
        var changes = State.Pending;
        State = State with { Pending = [] };
        _seen.Add(window);
        if (_seen.Count > 3 * options.HistoryWindows)
            _seen.RemoveRange(0, options.HistoryWindows);
        Next++;
        return changes;
    }
}
