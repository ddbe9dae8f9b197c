namespace Kanshi.Drift;

/// <summary>The false-alarm budget, and how baselines are learnt.</summary>
public sealed record DetectionOptions
{
    /// <summary>The one knob: false pages that a service may cause in 30 days. The default is 1.</summary>
    public double FalsePagesPerMonth { get; init; } = 1;

    /// <summary>Streams of the service that share its budget. The default is 1.</summary>
    public int StreamsOfService { get; init; } = 1;

    /// <summary>A window's span; missing windows are counted in it. The default is 5 minutes.</summary>
    public TimeSpan WindowLength { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>No verdict on a metric before this many windows held it. The default is 12.</summary>
    public int MinimumWindows { get; init; } = 12;

    /// <summary>A window with fewer observations of a quantity says nothing about it; shares are counted exactly and need 1. The default is 5.</summary>
    public int MinimumEvents { get; init; } = 5;

    /// <summary>How far back a baseline looks. The default is 14 days.</summary>
    public TimeSpan History { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Windows weigh half after this time, so that a slow wander is followed. The default is 5 days.</summary>
    public TimeSpan HalfLife { get; init; } = TimeSpan.FromDays(5);

    /// <summary>30 days of windows over the budget: the score at which a service pages.</summary>
    public double PageAt => TimeSpan.FromDays(30) / WindowLength / FalsePagesPerMonth;

    /// <summary>
    /// How old a window must be to be learnt from, by the length of the history: a day once there are three days, three windows before. What is
    /// learnt at once makes a slow fault normal while it grows.
    /// </summary>
    public TimeSpan Quarantine(TimeSpan history) => history >= TimeSpan.FromDays(3) ? TimeSpan.FromDays(1) : 3 * WindowLength;

    /// <summary>Every setting that cannot be used, each with what to do; empty when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        if (!(FalsePagesPerMonth > 0) || PageAt < 10)
            yield return $"detection.falsePagesPerMonth is {FalsePagesPerMonth}: use more than 0 and at most a tenth of the windows of 30 days";
        if (StreamsOfService < 1)
            yield return $"detection.streamsOfService is {StreamsOfService}: use at least 1";
        if (MinimumWindows < 3 || MinimumEvents < 2)
            yield return $"detection.minimumWindows is {MinimumWindows} and detection.minimumEvents {MinimumEvents}: use at least 3 and 2";
        if (HalfLife <= TimeSpan.Zero || History < HalfLife)
            yield return $"detection.halfLife is {HalfLife} and detection.history {History}: use more than 0, and no less history than that";
    }
}
