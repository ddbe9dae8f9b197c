using static Kanshi.Incidents.MetricUnit;
using static Kanshi.Incidents.Symptom;

namespace Kanshi.Incidents;

/// <summary>What a metric of the window statistics means to people.</summary>
/// <param name="Metric">Its name in signals.</param>
/// <param name="Words">How a sentence begins that says it changed.</param>
/// <param name="Symptom">What its change is a symptom of; when it falls, <see cref="WhenDown"/> where that is another.</param>
/// <param name="WorstUp">The gravest severity a rise alone can have; 4 where rising is good news.</param>
/// <param name="WorstDown">The same for a fall.</param>
internal sealed record MetricMeaning(string Metric, string Words, MetricUnit Unit, Symptom Symptom, int WorstUp, int WorstDown)
{
    /// <summary>The most telling first: of several signals, the first in this order names the symptom, as it explains those behind it.</summary>
    private static readonly MetricMeaning[] _table =
    [
        // metric, words, unit, symptom, worst severity up, down
        new("judge-agreement", "The judge's agreement with known verdicts", Share, PipelineFault, 4, 2) { Cause = "judge changed", Layer = CauseLayer.Operation },
        new("model-swap-rate", "Answers from another model", Share, DegradedQuality, 2, 4) { Cause = "model changed", Layer = CauseLayer.Model },
        new("throttled-rate", "Throttled calls", Share, Capacity, 1, 4) { Cause = "capacity or quota", Layer = CauseLayer.Infrastructure },
        new("server-error-rate", "Server errors", Share, Unavailability, 1, 4),
        new("timeout-rate", "Timeouts", Share, PerformanceDegradation, 1, 4),
        new("error-rate", "Failed calls", Share, Unavailability, 1, 4),
        new("secret-rate", "Answers with secrets", Share, UnsafeOutput, 1, 4),
        new("prompt-leak-rate", "Answers that give the system prompt away", Share, UnsafeOutput, 1, 4),
        new("pii-rate", "Answers with personal data", Share, UnsafeOutput, 1, 4),
        new("prompt-injection-rate", "Injected prompts", Share, UnsafeOutput, 2, 4),
        new("content-filter-rate", "Filtered answers", Share, UnsafeOutput, 1, 3),
        new("refusal-rate", "Refusals", Share, InvalidOutput, 1, 4),
        new("empty-rate", "Empty answers", Share, InvalidOutput, 1, 4),
        new("repetition-rate", "Repetitive answers", Share, InvalidOutput, 1, 4),
        new("gibberish-rate", "Gibberish answers", Share, InvalidOutput, 1, 4),
        new("tool-arguments-rate", "Tool calls that do not parse", Share, InvalidOutput, 1, 4),
        new("format-rate", "Answers in a broken format", Share, InvalidOutput, 1, 4),
        new("language-mismatch-rate", "Answers in the wrong language", Share, InvalidOutput, 1, 4),
        new("truncated-rate", "Truncated answers", Share, InvalidOutput, 2, 4),
        new("invisible-text-rate", "Answers with invisible text", Share, UnsafeOutput, 2, 4),
        new("ungrounded-rate", "Answers that their context does not bear out", Share, DegradedQuality, 2, 4),
        new("off-topic-rate", "Answers off the topic", Share, DegradedQuality, 2, 4),
        new("unlisted-url-rate", "Answers with addresses from nowhere", Share, DegradedQuality, 2, 4),
        new("judged-pass-rate", "Answers that the judge would pass", Share, DegradedQuality, 4, 1),
        new("negative-feedback-rate", "Negative feedback", Share, DegradedQuality, 2, 4),
        new("risk", "The risk of answers", Score, DegradedQuality, 2, 4),
        new("latency", "Latency", Milliseconds, PerformanceDegradation, 2, 4),
        new("time-to-first-token", "Time to first token", Milliseconds, PerformanceDegradation, 2, 4),
        new("output-rate", "Output speed", TokensPerSecond, PerformanceDegradation, 4, 2),
        new("cost", "Cost of a call", Dollars, CostAnomaly, 2, 4),
        new("input-tokens", "Input tokens", Tokens, CostAnomaly, 3, 4),
        new("output-tokens", "Output tokens", Tokens, CostAnomaly, 3, 3) { WhenDown = DegradedQuality },
        new("value", "The measurement", Plain, PerformanceDegradation, 3, 3),
        new("traffic", "Traffic", Calls, Capacity, 3, 1) { WhenDown = Unavailability },
    ];

    private static readonly Dictionary<string, (MetricMeaning Meaning, int Rank)> _byMetric =
        _table.Select((meaning, rank) => (meaning, rank)).ToDictionary(pair => pair.meaning.Metric, StringComparer.Ordinal);

    /// <summary>Null: the symptom of a fall is that of a rise.</summary>
    public Symptom? WhenDown { get; init; }

    /// <summary>Null unless the metric itself says the cause.</summary>
    public string? Cause { get; init; }

    public CauseLayer? Layer { get; init; }

    public static IEnumerable<string> KnownMetrics => _table.Select(meaning => meaning.Metric);

    /// <summary>A metric that the table does not have is taken for a sign of quality, of middling gravity, and ranks last.</summary>
    public static MetricMeaning Of(string metric) => _byMetric.TryGetValue(metric, out var known)
        ? known.Meaning
        : new MetricMeaning(metric, $"The metric {metric}", Plain, DegradedQuality, 2, 2);

    public static int RankOf(string metric) => _byMetric.TryGetValue(metric, out var known) ? known.Rank : _table.Length;

    public Symptom SymptomOf(SignalDirection direction) => direction == SignalDirection.Down ? WhenDown ?? Symptom : Symptom;

    public int WorstSeverityOf(SignalDirection direction) => direction == SignalDirection.Up ? WorstUp : WorstDown;
}
