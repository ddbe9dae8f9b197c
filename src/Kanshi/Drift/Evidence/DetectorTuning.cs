namespace Kanshi.Drift.Evidence;

/// <summary>
/// The constants that make the e-values' promise hold on fitted baselines. Each was set in the detection lab (<c>Kanshi.Benchmarks -- detection</c>), and none
/// is a setting: the budget is.
/// </summary>
internal static class DetectorTuning
{
    /// <summary>Dead zone of quantities in standard deviations of a window, before what the baseline itself does not know.</summary>
    public const double LocationDeadZone = 0.75;

    /// <summary>Dead zone of shares in log-odds: a part for all of them, and one in standard deviations of the level.</summary>
    public const double ShareDeadZone = 0.1, ShareWander = 1;

    /// <summary>Added on a kind of day whose season was never seen: standard deviations, and log-odds.</summary>
    public const double UnseenSeason = 3, UnseenLogOdds = 1;

    /// <summary>The cap of a window's evidence is the page's to this power: at least two windows to a page.</summary>
    public const double CapPower = 0.6;

    /// <summary>How far a forecast on the other side counts, in standard deviations.</summary>
    public const double FarSide = 2;

    /// <summary>How far a forecast on the same side may explain a window, in standard deviations of the level.</summary>
    public const double LocationMost = 4, ShareMost = 2;

    /// <summary>Effects looked for: standard deviations of a window, ratios of odds.</summary>
    public const double SmallShift = 2.5, LargeShift = 6, SmallOdds = 2.5, LargeOdds = 6;
}
