namespace Kanshi.Estimates;

/// <summary>How an estimate was made, and by which rule that way was chosen. The rule looks at counts and at λ, never at the widths.</summary>
public enum EstimateMethod
{
    /// <summary>PPI++: the heuristic risk, known for all responses, is the control variate.</summary>
    PredictionPowered,

    /// <summary>Weighted mean (Hájek): the risk of the responses that were not judged is not known.</summary>
    PopulationUnknown,

    /// <summary>Weighted mean (Hájek): fewer than five of either verdict (for scores: fewer than ten responses), too few to fit λ.</summary>
    TooFewToFit,

    /// <summary>Weighted mean (Hájek): the risk does not predict the verdict here, λ is 0.</summary>
    RiskSaysNothing,
}
