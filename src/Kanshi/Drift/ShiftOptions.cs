namespace Kanshi.Drift;

/// <summary>How far, how long and on how much evidence a metric must leave its course before anybody is told.</summary>
public sealed record ShiftOptions
{
    /// <summary>No verdict before this many windows of history. The default is 12, an hour of 5-minute windows.</summary>
    public int MinimumWindows { get; init; } = 12;

    /// <summary>Windows of history that count, newest first. The default is 288, a day of 5-minute windows.</summary>
    public int HistoryWindows { get; init; } = 288;

    /// <summary>A window with fewer observations of a metric says nothing about it. The default is 20.</summary>
    public int MinimumEvents { get; init; } = 20;

    /// <summary>Distance from the median, in the spread of window and history together, at which a window is off. The default is 4.</summary>
    public double Threshold { get; init; } = 4;

    /// <summary>Windows that must be off in a row, in one direction. The default is 2.</summary>
    public int WindowsInARow { get; init; } = 2;

    /// <summary>Windows that must speak against half of the effect, in a row, before a shift counts as recovered. The default is 3.</summary>
    public int CalmWindows { get; init; } = 3;

    /// <summary>Evidence that the calm windows must hold together against half of the effect, as ln of a likelihood ratio. The default is 3, twenty to one.</summary>
    public double RecoveryEvidence { get; init; } = 3;

    /// <summary>A smaller change of a share (in points, 0..1) is nobody's concern. The default is 0.03.</summary>
    public double LeastShare { get; init; } = 0.03;

    /// <summary>A smaller relative change of a quantity is nobody's concern. The default is 0.25, a quarter.</summary>
    public double LeastRatio { get; init; } = 0.25;

    /// <summary>How long signals are kept once raised. The default is 400 days.</summary>
    public TimeSpan SignalRetention { get; init; } = TimeSpan.FromDays(400);

    /// <summary>Every setting that cannot be used, each with what to do; empty when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        if (MinimumWindows < 3 || HistoryWindows < MinimumWindows)
            yield return $"drift.minimumWindows is {MinimumWindows} and drift.historyWindows {HistoryWindows}: use at least 3, and no less history than that";
        if (MinimumEvents < 1)
            yield return $"drift.minimumEvents is {MinimumEvents}: use at least 1";
        if (SignalRetention < TimeSpan.FromDays(1))
            yield return $"drift.signalRetention is {SignalRetention}: use at least a day";
        if (!(Threshold > 0))
            yield return $"drift.threshold is {Threshold}: use more than 0";
        if (WindowsInARow < 1 || CalmWindows < 1)
            yield return $"drift.windowsInARow is {WindowsInARow} and drift.calmWindows {CalmWindows}: use at least 1";
    }
}
