using Kanshi.Judging;
using static Kanshi.Telemetry.TelemetryNames;

namespace Kanshi.Telemetry;

/// <summary>What judging tells: every verdict as an event, with the chance under which its response was sampled, and the books of both.</summary>
public sealed class JudgingTelemetry(KanshiMetrics metrics, TelemetryFeed feed)
{
    private const string Kind = "judge";
    private const string Passed = "pass";
    private const string Failed = "fail";

    /// <summary>Called when the judgements are booked.</summary>
    internal void Booked(IEnumerable<Judgement> judgements, string stream)
    {
        foreach (var judgement in judgements)
        {
            metrics.ResponseJudged(judgement);
            if (feed.IsHeard && judgement.Verdict is { } verdict)
                feed.Send(EventOf(judgement, verdict, stream));
        }
    }

    /// <summary>The score is 1 for a pass and 0 for a fail; a verdict without marks has its state as label and no score.</summary>
    private static TelemetryEvent EventOf(Judgement judgement, Verdict verdict, string stream)
    {
        var label = verdict.Pass switch { true => Passed, false => Failed, null => VerdictJson.NameOf(verdict.State) };
        ReadOnlySpan<(string, string?)> dimensions =
        [
            (Dimensions.EvaluationName, verdict.Rubric),
            (Dimensions.EvaluationLabel, label),
            (Dimensions.ResponseId, judgement.Id),
            (Dimensions.OperationName, judgement.Operation),
            (Dimensions.ResponseModel, judgement.Dimensions.GetValueOrDefault(Windows.DimensionSet.ResponseModel)),
            (Dimensions.Service, judgement.Service),
            (Dimensions.Deployment, judgement.Deployment),
            (Dimensions.Stream, stream),
            (Dimensions.EvaluatorKind, Kind),
            (Dimensions.EvaluatorVersion, verdict.RubricVersion),
            (Dimensions.JudgeModel, verdict.JudgeModel),
        ];
        var numbers = new List<(string, double)>
        {
            (Measurements.Risk, judgement.Risk),
            (Measurements.InclusionProbability, judgement.InclusionProbability),
        };
        if (verdict.Pass is { } pass)
            numbers.Add((Measurements.EvaluationScore, pass ? 1 : 0));
        if (verdict.CostUsd is { } cost)
            numbers.Add((Measurements.JudgeCost, (double)cost));
        return TelemetryEvent.Of(Events.Evaluation, dimensions, [.. numbers]);
    }
}
