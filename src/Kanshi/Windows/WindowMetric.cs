using Kanshi.Inference;
using Kanshi.Scoring;

namespace Kanshi.Windows;

public enum MetricKind
{
    /// <summary>A share of events, 0..1.</summary>
    Share,

    /// <summary>The location of a positive quantity on the scale of ln(1 + x).</summary>
    Location,
}

/// <summary>In which direction a change of a metric hurts somebody.</summary>
public enum Harm
{
    /// <summary>A change is worth recording, but nobody is woken for it.</summary>
    None,
    Up,
    Down,
}

/// <summary>A number that every window of every stream has, and that detectors watch.</summary>
public sealed record WindowMetric(string Name, MetricKind Kind, Harm Harm, string Unit, Func<WindowSketch, MetricStatistic> Of)
{
    /// <summary>The order is the stored order: append only.</summary>
    public static IReadOnlyList<WindowMetric> All { get; } =
    [
        Share("error-rate", window => (window.Events - window[Outcome.Success], window.Events)),
        Share("throttled-rate", window => (window[Outcome.Throttled], window.Events)),
        Share("timeout-rate", window => (window[Outcome.Timeout], window.Events)),
        Share("server-error-rate", window => (window[Outcome.ServerError], window.Events)),
        Finding("empty-rate", Checks.Empty),
        Finding("truncated-rate", Checks.Truncated),
        Finding("refusal-rate", Checks.Refusal),
        Finding("repetition-rate", Checks.Repetition),
        Finding("format-rate", Checks.Format),
        Finding("language-mismatch-rate", Checks.LanguageMismatch),
        Share("content-filter-rate", window => (window.FindingsOf(Checks.ContentFilter), window.Events)),
        Share("model-swap-rate", window => (window.FindingsOf(Checks.ModelSwap), window.WithBothModels)),
        Share("negative-feedback-rate", window => (window.FindingsOf(Checks.NegativeFeedback), window.Rated)),
        Location("latency", Harm.Up, "ms", Quantity.LatencyMs),
        Location("time-to-first-token", Harm.Up, "ms", Quantity.TimeToFirstTokenMs),
        Location("input-tokens", Harm.None, "tokens", Quantity.InputTokens),
        Location("output-tokens", Harm.None, "tokens", Quantity.OutputTokens),
        Location("output-rate", Harm.Down, "tokens/s", Quantity.OutputTokensPerSecond),
        Location("cost", Harm.Up, "USD", Quantity.CostUsd, logUnit: 1e-6),
        Location("risk", Harm.Up, "1", Quantity.Risk),
        Finding("gibberish-rate", Checks.Gibberish),
        Finding("pii-rate", Checks.Pii),
        Finding("secret-rate", Checks.Secret),
        Finding("prompt-leak-rate", Checks.PromptLeak),
        Share("prompt-injection-rate", window => (window.FindingsOf(Checks.PromptInjection), window.Events)),
        Finding("invisible-text-rate", Checks.InvisibleText),
        Finding("ungrounded-rate", Checks.Ungrounded),
        Finding("off-topic-rate", Checks.OffTopic),
        Finding("unlisted-url-rate", Checks.UnlistedUrl),
        Finding("tool-arguments-rate", Checks.ToolArguments),
        Location("value", Harm.None, "1", Quantity.Value, logUnit: 1e-3),
    ];

    /// <summary>
    /// What the logarithm of a location counts in, in the metric's own unit: well below its usual values, or changes vanish beside the 1 of
    /// ln(1 + x). A call costs thousandths of a dollar, so cost counts in millionths.
    /// </summary>
    public double LogUnit { get; init; } = 1;

    /// <summary>A statistic's value in the metric's own unit: the share, or the typical (geometric mean) quantity.</summary>
    public double InUnit(double value) => Kind == MetricKind.Share ? value : LogUnit * (Math.Exp(value) - 1);

    private static WindowMetric Share(string name, Func<WindowSketch, (long Part, long Whole)> count) => new(
        name, MetricKind.Share, Harm.Up, "share", window => count(window) is var (part, whole) ? MetricStatistic.Share(part, whole) : default);

    private static WindowMetric Finding(string name, string check) => Share(name, window => (window.FindingsOf(check), window.Answers));

    private static WindowMetric Location(string name, Harm harm, string unit, Quantity quantity, double logUnit = 1) =>
        new(name, MetricKind.Location, harm, unit, window => MetricStatistic.Location(window[quantity], logUnit)) { LogUnit = logUnit };
}
