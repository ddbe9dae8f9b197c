namespace Kanshi.Incidents;

/// <summary>What a metric of the window statistics means to people.</summary>
/// <param name="Metric">Its name in signals.</param>
/// <param name="Words">How a sentence begins that says it changed.</param>
/// <param name="Up">The symptom when it rises.</param>
/// <param name="Down">The symptom when it falls.</param>
/// <param name="WorstUp">The gravest severity a rise alone can have; 4 where rising is good news.</param>
/// <param name="WorstDown">The same for a fall.</param>
/// <param name="Cause">The cause, where the metric itself says it; otherwise null.</param>
internal sealed record MetricMeaning(
    string Metric, string Words, MetricUnit Unit, Symptom Up, Symptom Down, int WorstUp, int WorstDown, string? Cause = null, CauseLayer? Layer = null)
{
    /// <summary>The most telling first: of several signals, the first in this order names the symptom, because it explains those behind it.</summary>
    private static readonly MetricMeaning[] _table =
    [
        new("model-swap-rate", "Answers from another model", MetricUnit.Share, Symptom.DegradedQuality, Symptom.DegradedQuality, 2, 4, "model changed", CauseLayer.Model),
        new("throttled-rate", "Throttled calls", MetricUnit.Share, Symptom.Capacity, Symptom.Capacity, 1, 4, "capacity or quota", CauseLayer.Infrastructure),
        new("server-error-rate", "Server errors", MetricUnit.Share, Symptom.Unavailability, Symptom.Unavailability, 1, 4),
        new("timeout-rate", "Timeouts", MetricUnit.Share, Symptom.PerformanceDegradation, Symptom.PerformanceDegradation, 1, 4),
        new("error-rate", "Failed calls", MetricUnit.Share, Symptom.Unavailability, Symptom.Unavailability, 1, 4),
        new("content-filter-rate", "Filtered answers", MetricUnit.Share, Symptom.UnsafeOutput, Symptom.UnsafeOutput, 1, 3),
        new("refusal-rate", "Refusals", MetricUnit.Share, Symptom.InvalidOutput, Symptom.InvalidOutput, 1, 4),
        new("empty-rate", "Empty answers", MetricUnit.Share, Symptom.InvalidOutput, Symptom.InvalidOutput, 1, 4),
        new("format-rate", "Answers in a broken format", MetricUnit.Share, Symptom.InvalidOutput, Symptom.InvalidOutput, 1, 4),
        new("repetition-rate", "Repetitive answers", MetricUnit.Share, Symptom.InvalidOutput, Symptom.InvalidOutput, 1, 4),
        new("language-mismatch-rate", "Answers in the wrong language", MetricUnit.Share, Symptom.InvalidOutput, Symptom.InvalidOutput, 1, 4),
        new("truncated-rate", "Truncated answers", MetricUnit.Share, Symptom.InvalidOutput, Symptom.InvalidOutput, 2, 4),
        new("negative-feedback-rate", "Negative feedback", MetricUnit.Share, Symptom.DegradedQuality, Symptom.DegradedQuality, 2, 4),
        new("risk", "The risk of answers", MetricUnit.Score, Symptom.DegradedQuality, Symptom.DegradedQuality, 2, 4),
        new("time-to-first-token", "Time to first token", MetricUnit.Milliseconds, Symptom.PerformanceDegradation, Symptom.PerformanceDegradation, 2, 4),
        new("latency", "Latency", MetricUnit.Milliseconds, Symptom.PerformanceDegradation, Symptom.PerformanceDegradation, 2, 4),
        new("output-rate", "Output speed", MetricUnit.TokensPerSecond, Symptom.PerformanceDegradation, Symptom.PerformanceDegradation, 4, 2),
        new("cost", "Cost of a call", MetricUnit.Dollars, Symptom.CostAnomaly, Symptom.CostAnomaly, 2, 4),
        new("input-tokens", "Input tokens", MetricUnit.Tokens, Symptom.CostAnomaly, Symptom.CostAnomaly, 3, 4),
        new("output-tokens", "Output tokens", MetricUnit.Tokens, Symptom.CostAnomaly, Symptom.DegradedQuality, 3, 3),
        new("traffic", "Traffic", MetricUnit.Calls, Symptom.Capacity, Symptom.Unavailability, 3, 1),
    ];

    private static readonly Dictionary<string, (MetricMeaning Meaning, int Rank)> _byMetric =
        _table.Select((meaning, rank) => (meaning, rank)).ToDictionary(pair => pair.meaning.Metric, StringComparer.Ordinal);

    public static IEnumerable<string> KnownMetrics => _table.Select(meaning => meaning.Metric);

    /// <summary>A metric that the table does not have is taken for a sign of quality, of middling gravity, and ranks last.</summary>
    public static MetricMeaning Of(string metric) => _byMetric.TryGetValue(metric, out var known)
        ? known.Meaning
        : new MetricMeaning(metric, $"The metric {metric}", MetricUnit.Plain, Symptom.DegradedQuality, Symptom.DegradedQuality, 2, 2);

    public static int RankOf(string metric) => _byMetric.TryGetValue(metric, out var known) ? known.Rank : _table.Length;

    public Symptom SymptomOf(SignalDirection direction) => direction == SignalDirection.Up ? Up : Down;

    public int WorstSeverityOf(SignalDirection direction) => direction == SignalDirection.Up ? WorstUp : WorstDown;
}
