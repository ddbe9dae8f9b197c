using System.ComponentModel.DataAnnotations;

namespace Kanshi.Judging.Calibration;

/// <summary>When a judge counts as drifted.</summary>
public sealed class JudgeDriftOptions
{
    /// <summary>Golden answers that a round must hold. Fewer say too little. Default 20.</summary>
    [Range(5, 10_000)]
    public int MinItems { get; set; } = 20;

    /// <summary>The first rounds, from which it is learnt how often an unchanged judge contradicts itself. Default 7.</summary>
    [Range(1, 100)]
    public int LearningRounds { get; set; } = 7;

    /// <summary>The share of golden answers judged differently that is of no concern. What the first rounds show raises it. Default .05.</summary>
    [Range(0.001, 0.4)]
    public double Tolerated { get; set; } = 0.05;

    /// <summary>At most one false alarm in so many rounds, on average. Default 365: a year of daily probes.</summary>
    [Range(10, 1_000_000)]
    public double RoundsPerFalseAlarm { get; set; } = 365;
}
