using Kanshi.Ingestion;
using Kanshi.Scoring;

namespace Kanshi.Telemetry;

/// <summary>
/// Findings as OpenTelemetry's event gen_ai.evaluation.result: its name is the check's, its score the check's confidence, its label always the same.
/// An answer without a finding sends none: that would be thirty times as many, to say nothing.
/// </summary>
internal static class EvaluationEvents
{
    private const string Label = "finding";
    private const string Kind = "heuristic";

    public static TelemetryEvent Of(in HandledRecord record, string? id, in Finding finding)
    {
        var (scored, card, _) = record.Scored;
        return TelemetryEvent.Of(
            TelemetryNames.Events.Evaluation,
            [
                (TelemetryNames.Dimensions.EvaluationName, finding.Check),
                (TelemetryNames.Dimensions.EvaluationLabel, Label),
                (TelemetryNames.Dimensions.ResponseId, id),
                (TelemetryNames.Dimensions.OperationName, scored.Operation),
                (TelemetryNames.Dimensions.RequestModel, scored.RequestModel),
                (TelemetryNames.Dimensions.ResponseModel, scored.ResponseModel),
                (TelemetryNames.Dimensions.Service, scored.Service),
                (TelemetryNames.Dimensions.Deployment, scored.Deployment),
                (TelemetryNames.Dimensions.Stream, record.Stream.Id),
                (TelemetryNames.Dimensions.EvaluatorKind, Kind),
                (TelemetryNames.Dimensions.EvaluatorVersion, KanshiVersion.Text),
                (TelemetryNames.Dimensions.FindingKind, finding.Kind),
                (TelemetryNames.Dimensions.Part, ScoreCardJson.NameOf(finding.Part)),
            ],
            (TelemetryNames.Measurements.EvaluationScore, finding.Confidence),
            (TelemetryNames.Measurements.Risk, card.Risk));
    }
}
