namespace Kanshi.Judging.Calibration;

/// <summary>What a person and the judge said of the same response, on the same scale: 0 or 1 for fail and pass, or a score.</summary>
/// <param name="InclusionProbability">
/// The chance with which this response came to be judged and labelled (π of the response times that of the label, up to a common factor);
/// null where it was picked by nobody knows what rule.
/// </param>
public readonly record struct LabelledVerdict(double Human, double Judge, double? InclusionProbability = null)
{
    public LabelledVerdict(bool human, bool judge, double? inclusionProbability = null)
        : this(human ? 1 : 0, judge ? 1 : 0, inclusionProbability)
    {
    }
}
