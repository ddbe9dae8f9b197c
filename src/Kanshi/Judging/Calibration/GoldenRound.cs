namespace Kanshi.Judging.Calibration;

/// <summary>One re-scoring of the golden set, compared with its reference verdicts.</summary>
/// <param name="Items">Golden answers that got a verdict.</param>
/// <param name="NowFailed">Passed by the reference, failed now.</param>
/// <param name="NowPassed">Failed by the reference, passed now.</param>
public readonly record struct GoldenRound(DateTimeOffset At, int Items, int NowFailed, int NowPassed)
{
    public int Changed => NowFailed + NowPassed;
}
