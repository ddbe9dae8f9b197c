namespace Kanshi.Judging.Calibration;

/// <summary>What the golden set says of the judge.</summary>
public abstract record JudgeDriftVerdict
{
    private JudgeDriftVerdict()
    {
    }

    /// <summary>Too few golden answers in a round, or too few rounds after those that were learnt from.</summary>
    public sealed record NotEnoughGolden(int Items, int NeededItems, int Rounds, int NeededRounds) : JudgeDriftVerdict;

    /// <param name="Expected">The share judged differently that an unchanged judge may have.</param>
    /// <param name="Observed">That of the latest round.</param>
    /// <param name="Evidence">The detector's statistic; the alarm is at <paramref name="AlarmAt"/>.</param>
    public sealed record Steady(double Expected, double Observed, double Evidence, double AlarmAt) : JudgeDriftVerdict;

    /// <param name="Observed">The share judged differently since <paramref name="Since"/>.</param>
    /// <param name="Since">The first round in which it showed.</param>
    public sealed record Drifted(double Expected, double Observed, JudgeDriftDirection Direction, DateTimeOffset Since, double Evidence, double AlarmAt)
        : JudgeDriftVerdict;
}
