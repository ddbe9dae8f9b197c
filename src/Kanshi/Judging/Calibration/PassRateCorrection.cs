using Kanshi.Estimates;

namespace Kanshi.Judging.Calibration;

/// <summary>Corrects a judge's pass rate by labels.</summary>
public static class PassRateCorrection
{
    private const int MinLabels = 10;
    private const int MinEitherVerdict = 5;
    private const double MinYouden = 0.3;

    /// <summary>
    /// By the labels of responses that are among the judged. With FN the weighted share that only people pass and FP that only the judge
    /// passes, p = q + FN − FP; the distances to the ends of the three intervals add up as squares (MOVER, Zou and Donner 2008), so that
    /// labels without a single disagreement do not look like proof. Clipped to 0..1.
    /// </summary>
    public static CorrectedPassRate ByDifference(Estimate? judged, IReadOnlyList<LabelledVerdict> labels)
    {
        if (judged is null)
            return new CorrectedPassRate.NotCorrectable(NotCorrectableReason.NothingJudged);
        if (labels.Count == 0 || labels.Any(label => label.InclusionProbability is not > 0))
            return new CorrectedPassRate.NotCorrectable(NotCorrectableReason.LabelsNotRandom);
        if (labels.Count < MinLabels)
            return new CorrectedPassRate.NotCorrectable(NotCorrectableReason.TooFewLabels);
        var missed = ShareOf(labels, label => label.Human > label.Judge);
        var excused = ShareOf(labels, label => label.Judge > label.Human);
        var value = Math.Clamp(judged.Value + missed.Value - excused.Value, 0, 1);
        return new CorrectedPassRate.ByDifference(
            value,
            new(
                Math.Max(value - Norm(judged.Value - judged.Interval.Lower, missed.Value - missed.Interval.Lower, excused.Interval.Upper - excused.Value), 0),
                Math.Min(value + Norm(judged.Interval.Upper - judged.Value, missed.Interval.Upper - missed.Value, excused.Value - excused.Interval.Lower), 1)),
            labels.Count);
    }

    /// <summary>
    /// By random labels of other responses: variance by the delta method, with the added observations and the shift of Lang and Reiczigel
    /// (Preventive Veterinary Medicine 113, 2014), which keep its coverage near the ends. Clipped to 0..1.
    /// </summary>
    /// <param name="random">Whether the labelled ones were drawn at random from what the judge sees.</param>
    public static CorrectedPassRate ByRoganGladen(Estimate? judged, IReadOnlyList<LabelledVerdict> labels, bool random)
    {
        if (judged is null)
            return new CorrectedPassRate.NotCorrectable(NotCorrectableReason.NothingJudged);
        if (!random)
            return new CorrectedPassRate.NotCorrectable(NotCorrectableReason.LabelsNotRandom);
        var table = PassTable.Of(labels);
        var (passed, failed) = (table.BothPass + table.HumanPassOnly, table.BothFail + table.JudgePassOnly);
        if (Math.Min(passed, failed) < MinEitherVerdict)
            return new CorrectedPassRate.NotCorrectable(NotCorrectableReason.TooFewLabels);
        var (sensitivity, specificity) = ((double)table.BothPass / passed, (double)table.BothFail / failed);
        if (sensitivity + specificity - 1 < MinYouden)
            return new CorrectedPassRate.NotCorrectable(NotCorrectableReason.JudgeTooWeak);
        var value = Math.Clamp((judged.Value + specificity - 1) / (sensitivity + specificity - 1), 0, 1);
        var interval = RoganGladen(judged, (table.BothPass, passed), (table.BothFail, failed));
        return new CorrectedPassRate.ByRoganGladen(
            value, new(Math.Min(interval.Lower, value), Math.Max(interval.Upper, value)), labels.Count, sensitivity, specificity);
    }

    private static Interval RoganGladen(Estimate judged, (int Hits, int Of) sensitivity, (int Hits, int Of) specificity)
    {
        const double Square = WilsonInterval.Z * WilsonInterval.Z;
        var effective = judged.StandardError > 0 ? Math.Max(judged.Value * (1 - judged.Value) / Math.Pow(judged.StandardError, 2), 1) : double.MaxValue;
        var q = (judged.Value + (Square / 2 / effective)) / (1 + (Square / effective));
        var (se, seCount) = ((sensitivity.Hits + 1.0) / (sensitivity.Of + 2), sensitivity.Of + 2);
        var (sp, spCount) = ((specificity.Hits + 1.0) / (specificity.Of + 2), specificity.Of + 2);
        var p = (q + sp - 1) / (se + sp - 1);
        var (seVariance, spVariance) = (se * (1 - se) / seCount, sp * (1 - sp) / spCount);
        var shift = 2 * Square * ((p * seVariance) - ((1 - p) * spVariance));
        var variance = (q * (1 - q) / (effective + Square)) + (p * p * seVariance) + ((1 - p) * (1 - p) * spVariance);
        var half = WilsonInterval.Z * Math.Sqrt(variance) / (se + sp - 1);
        return new(Math.Clamp(p + shift - half, 0, 1), Math.Clamp(p + shift + half, 0, 1));
    }

    private static Estimate ShareOf(IReadOnlyList<LabelledVerdict> labels, Func<LabelledVerdict, bool> counts)
    {
        var sums = new JudgedSums();
        foreach (var label in labels)
            sums.AddScored(new(1, Math.Min(label.InclusionProbability!.Value, 1), 0), counts(label));
        return QualityEstimator.OfWindow(sums, population: null, MeasureScale.PassOrFail)!;
    }

    private static double Norm(double a, double b, double c) => Math.Sqrt((a * a) + (b * b) + (c * c));
}
