namespace Kanshi.Telemetry;

/// <summary>
/// What telemetry is called, wherever it goes: a contract with the queries, alerts and dashboards that ask for it. Names of OpenTelemetry's
/// semantic conventions for generative AI where there is one, kanshi.* otherwise.
/// </summary>
public static class TelemetryNames
{
    public const string Meter = "Kanshi";

    public static class Events
    {
        /// <summary>OpenTelemetry's event for the result of evaluating an answer: one for each finding, and one for each verdict of the judge.</summary>
        public const string Evaluation = "gen_ai.evaluation.result";

        /// <summary>One for each entry of an incident's timeline.</summary>
        public const string Incident = "kanshi.incident";
    }

    public static class Dimensions
    {
        public const string EvaluationName = "gen_ai.evaluation.name";
        public const string EvaluationLabel = "gen_ai.evaluation.score.label";
        public const string ResponseId = "gen_ai.response.id";
        public const string OperationName = "gen_ai.operation.name";
        public const string RequestModel = "gen_ai.request.model";
        public const string ResponseModel = "gen_ai.response.model";
        public const string Service = "kanshi.service";
        public const string Deployment = "kanshi.deployment";
        public const string Stream = "kanshi.stream";
        public const string EvaluatorKind = "kanshi.evaluator.kind";
        public const string EvaluatorVersion = "kanshi.evaluator.version";
        public const string JudgeModel = "kanshi.judge.model";
        public const string FindingKind = "kanshi.finding.kind";
        public const string Part = "kanshi.part";
        public const string IncidentId = "kanshi.incident.id";
        public const string IncidentState = "kanshi.incident.state";
        public const string IncidentChange = "kanshi.incident.change";
        public const string IncidentSymptom = "kanshi.incident.symptom";
        public const string IncidentCause = "kanshi.incident.cause";
        public const string IncidentSummary = "kanshi.incident.summary";
    }

    /// <summary>The numbers that events carry.</summary>
    public static class Measurements
    {
        public const string EvaluationScore = "gen_ai.evaluation.score.value";
        public const string Risk = "kanshi.risk";
        public const string InclusionProbability = "kanshi.inclusion_probability";
        public const string JudgeCost = "kanshi.judge.cost_usd";
        public const string IncidentSeverity = "kanshi.incident.severity";
        public const string IncidentConfidence = "kanshi.incident.confidence";
    }

    public static class Metrics
    {
        public const string EventsReceived = "kanshi.events.received";
        public const string EventsScored = "kanshi.events.scored";
        public const string EventsSetAside = "kanshi.events.set_aside";
        public const string EventsDuplicates = "kanshi.events.duplicates";
        public const string EventsLate = "kanshi.events.late";
        public const string Judgements = "kanshi.judgements";
        public const string JudgementsSkipped = "kanshi.judgements.skipped";
        public const string JudgeCost = "kanshi.judge.cost";
        public const string SourceEpochs = "kanshi.source.epochs";
        public const string WindowsClosed = "kanshi.windows.closed";
        public const string Signals = "kanshi.signals";
        public const string Notifications = "kanshi.notifications";
        public const string Ticks = "kanshi.ticks";
        public const string TickDuration = "kanshi.tick.duration";
        public const string PartitionLag = "kanshi.partition.lag";
    }

    /// <summary>The dimensions of the metrics.</summary>
    public static class Tags
    {
        public const string Reason = "reason";
        public const string Complete = "complete";
        public const string Metric = "metric";
        public const string Page = "page";
        public const string Channel = "channel";
        public const string Result = "result";
    }
}
