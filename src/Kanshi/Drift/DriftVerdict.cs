namespace Kanshi.Drift;

/// <summary>What the comparison of one metric of one window with its history says, and why.</summary>
public abstract record DriftVerdict
{
    private DriftVerdict()
    {
    }

    /// <summary>Too few windows to know what is normal.</summary>
    public sealed record NotEnoughHistory(int Windows, int Needed) : DriftVerdict;

    /// <summary>Too few observations in the window to say anything.</summary>
    public sealed record TooFewEvents(long Events, int Needed) : DriftVerdict;

    /// <summary>Values in the metric's own unit; <paramref name="Distance"/> is signed, in spreads.</summary>
    public sealed record WithinBaseline(double Expected, double Observed, double Distance) : DriftVerdict;

    /// <summary>Off its course in this window, by at least the threshold and by enough to be of concern.</summary>
    public sealed record Off(double Expected, double Observed, double Distance) : DriftVerdict;

    /// <summary>
    /// Within its baseline or not, evidence has gathered: the score of the service is on its way to the threshold, and nothing is learnt meanwhile.
    /// <paramref name="Evidence"/>: ln of the metric's e-process.
    /// </summary>
    public sealed record Accumulating(double Expected, double Observed, double Distance, double Evidence, DateTimeOffset Since) : DriftVerdict;

    /// <summary>
    /// The evidence is worth a page within the budget. <paramref name="Since"/> estimates the onset: the first window after the e-process was last
    /// below 1.
    /// </summary>
    public sealed record Drifted(double Expected, double Observed, double Distance, double Evidence, DateTimeOffset Since) : DriftVerdict;
}
