namespace Kanshi.Judging.Calibration;

/// <summary>Why labels cannot correct a judge's pass rate.</summary>
public enum NotCorrectableReason
{
    /// <summary>Labels that somebody picked say nothing of the others: give their probabilities, or draw them at random.</summary>
    LabelsNotRandom,

    /// <summary>Fewer than ten labels, or (Rogan–Gladen) fewer than five of what people pass or of what they fail.</summary>
    TooFewLabels,

    /// <summary>Sensitivity + specificity − 1 is under .3: the judge hardly tells good from bad, and the correction would be a guess.</summary>
    JudgeTooWeak,

    /// <summary>No verdicts to correct.</summary>
    NothingJudged,
}
