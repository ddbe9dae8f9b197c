using System.Text.Json.Serialization;

namespace Kanshi.Estimates;

/// <summary>A mean over responses of which only some were judged, with what is needed to believe it.</summary>
/// <param name="Value">On the measure's scale: 0..1 for a pass rate.</param>
/// <param name="Interval">95 %, within the scale.</param>
/// <param name="StandardError">Of <paramref name="Value"/>; never 0 where something is uncertain, so that a detector may divide by it.</param>
/// <param name="Judged">Responses with a value.</param>
/// <param name="EffectiveCount">The number of equally weighted responses that would tell as much, (Σ w)²/Σ w².</param>
/// <param name="Responses">The responses that it speaks for: counted where that is known, otherwise Σ u/π (Horvitz–Thompson).</param>
/// <param name="Lambda">How far the prediction 1 − risk is trusted, 0 (not at all) upwards; 1 takes it as it is.</param>
/// <param name="UnjudgedShare">Of the sampled responses, those that the weights of others stand for: over budget, timed out, judge away.</param>
/// <param name="Undecided">Judged without a value (filtered, unparsable, refused): not in <paramref name="Value"/>.</param>
/// <param name="Bounds">The interval when all undecided ones were the worst, to that when all were the best.</param>
public sealed record Estimate(
    double Value,
    Interval Interval,
    double StandardError,
    long Judged,
    double EffectiveCount,
    double Responses,
    EstimateTarget Target,
    EstimateMethod Method,
    double Lambda,
    double UnjudgedShare,
    long Undecided,
    Interval Bounds)
{
    /// <summary>What a detector takes: the value and its standard error.</summary>
    [JsonIgnore]
    public (double Value, double StandardError) ForDetector => (Value, StandardError);
}
