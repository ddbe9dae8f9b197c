namespace Kanshi.Estimates;

/// <summary>What an interval is meant to cover.</summary>
public enum EstimateTarget
{
    /// <summary>The mean over the responses that this period had; exact once all are judged. For reports and objectives.</summary>
    ThisPeriod,

    /// <summary>The mean that the process behind them would have over many such periods. For detectors and comparisons.</summary>
    Process,
}
