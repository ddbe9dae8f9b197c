namespace Kanshi.Judging.Calibration;

/// <summary>Which way a judge drifted: two thirds of the changed verdicts go that way.</summary>
public enum JudgeDriftDirection
{
    Stricter,
    Milder,
    Erratic,
}
