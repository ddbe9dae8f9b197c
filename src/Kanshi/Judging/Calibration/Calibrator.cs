using Kanshi.Comparing;
using Kanshi.Estimates;

namespace Kanshi.Judging.Calibration;

/// <summary>Holds labels against a judge's verdicts.</summary>
public static class Calibrator
{
    /// <param name="judged">What the judge judged, of one rubric; none where the labels hold the verdicts themselves.</param>
    /// <param name="random">The labels are a random sample: where one names no probability of its own, it had the same as the others.</param>
    public static CalibrationReport Calibrate(IReadOnlyList<Label> labels, IReadOnlyList<EvaluatedResponse> judged, bool random)
    {
        var byId = new Dictionary<string, EvaluatedResponse>(StringComparer.Ordinal);
        foreach (var response in judged)
            byId.TryAdd(response.Id, response);
        var pairs = labels.Select(label => LabelPair.Of(label, byId.GetValueOrDefault(label.EventId), random)).OfType<LabelPair>().ToArray();
        var rate = PassRateOf(byId.Values);
        var passes = pairs.Select(pair => pair.Pass).OfType<LabelledVerdict>().ToArray();
        var among = passes.Length > 0 && pairs.All(pair => pair.AmongJudged);
        return new(
            pairs.Length,
            labels.Count - pairs.Length,
            PassAgreement.Of(passes),
            ScoreAgreement.Of([.. pairs.Select(pair => pair.Score).OfType<LabelledVerdict>()], MeasureScale.Score),
            MeanErrors.Brier([.. pairs.Select(pair => pair.ScoreOfPass).OfType<LabelledVerdict>()]),
            rate,
            among ? PassRateCorrection.ByDifference(rate, passes) : PassRateCorrection.ByRoganGladen(rate, passes, random),
            [.. Warnings(labels, judged, byId.Count, pairs.Length)]);
    }

    private static Estimate? PassRateOf(IEnumerable<EvaluatedResponse> judged)
    {
        var sums = new JudgedSums();
        foreach (var response in judged)
        {
            var sampled = new SampledAs(1, response.InclusionProbability, response.Risk);
            switch (response)
            {
                case { State: EvaluatedResponse.ScoredState, Pass: { } pass }:
                    sums.AddScored(in sampled, pass);
                    break;
                case { State: EvaluatedResponse.ScoredState }:
                    sums.AddNotApplicable(in sampled);
                    break;
                case { State: "timed-out" }:
                    sums.AddUnjudged(in sampled);
                    break;
                default:
                    sums.AddUndecided(in sampled, response.State switch
                    {
                        "filtered" => Undecided.Filtered,
                        "refused" => Undecided.Refused,
                        _ => Undecided.Unparsable,
                    });
                    break;
            }
        }

        var period = new JudgedPeriod();
        period.Add(sums, population: null);
        return QualityEstimator.PassRate(period, EstimateTarget.ThisPeriod);
    }

    private static IEnumerable<string> Warnings(IReadOnlyList<Label> labels, IReadOnlyList<EvaluatedResponse> judged, int distinct, int matched)
    {
        if (judged.Count > distinct)
            yield return $"{judged.Count - distinct} verdicts repeat an id: the first one counts";
        if (labels.Count > matched)
            yield return $"{labels.Count - matched} labels found no verdict with a pass or score like theirs";
        var twice = labels.Count - labels.Select(label => label.EventId).Distinct(StringComparer.Ordinal).Count();
        if (twice > 0)
            yield return $"{twice} labels are of responses that another person labelled too: intervals take them for independent";
    }
}
