using System.Text.Json.Serialization;
using Kanshi.Estimates;

namespace Kanshi.Judging.Calibration;

/// <summary>The pass rate that people would have found, from the judge's and a few labels; or why it cannot be told.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "by")]
[JsonDerivedType(typeof(ByDifference), "difference")]
[JsonDerivedType(typeof(ByRoganGladen), "rogan-gladen")]
[JsonDerivedType(typeof(NotCorrectable), "not-correctable")]
public abstract record CorrectedPassRate
{
    private CorrectedPassRate()
    {
    }

    /// <summary>p = HT(judge) + HT(human − judge): labels with known probabilities, of the same responses. Holds however bad the judge is.</summary>
    public sealed record ByDifference(double Value, Interval Interval, int Labels) : CorrectedPassRate;

    /// <summary>
    /// (q + sp − 1)/(se + sp − 1) (Rogan, Gladen 1978): labels of other responses, drawn at random. Holds if the judge errs on these as on those.
    /// </summary>
    public sealed record ByRoganGladen(double Value, Interval Interval, int Labels, double Sensitivity, double Specificity) : CorrectedPassRate;

    public sealed record NotCorrectable(NotCorrectableReason Reason) : CorrectedPassRate;
}
