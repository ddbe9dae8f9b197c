using Kanshi.Inference;
using Kanshi.Scoring;
using Kanshi.Windows;

namespace Kanshi.Testing;

/// <summary>Scored events made from a seed, without a scorer.</summary>
public static class ScoredEvents
{
    private static readonly string[] _checks =
        [Checks.Empty, Checks.Truncated, Checks.Refusal, Checks.Repetition, Checks.LanguageMismatch, Checks.Format, Checks.ModelSwap, Checks.ContentFilter];

    private static readonly string[] _words =
        ["invoice", "shipment", "refund", "please", "account", "請求書", "配送", "the", "of", "order", "tomorrow", "ご確認ください", "number", "we", "sorry"];

    private static readonly DateTimeOffset _time = new(2026, 11, 20, 9, 1, 0, TimeSpan.Zero);

    /// <summary>Anything that a reader can produce: facts missing, all outcomes, up to 80 values a dimension, 14 attributes, repeated findings.</summary>
    public static ScoredEvent Wild(Random chance)
    {
        ArgumentNullException.ThrowIfNull(chance);
        var wild = new InferenceEvent
        {
            Time = _time,
            Service = "svc",
            Deployment = "d",
            Region = Maybe(chance, "region", 80),
            PromptVersion = Maybe(chance, "v", 40),
            RequestModel = Maybe(chance, "model", 3),
            ResponseModel = Maybe(chance, "model", 3),
            FinishReason = Maybe(chance, "理由", 4),
            Status = chance.OneOf<int?>([200, 200, 200, 429, 408, 400, 503, null]),
            LatencyMs = Maybe(chance, () => chance.LogNormal(900, 2)),
            TimeToFirstTokenMs = Maybe(chance, () => chance.LogNormal(200, 1)),
            InputTokens = chance.Next(3) == 0 ? null : chance.NextInt64(100_000),
            OutputTokens = chance.Next(3) == 0 ? null : chance.NextInt64(4_000),
            CostUsd = Maybe(chance, () => chance.OneOf([0, 1e-9, 0.004 * chance.NextDouble(), 1e14])),
            FeedbackRating = chance.Next(8) == 0 ? -1 : null,
            Output = chance.Next(4) == 0 ? null : Answer(chance, chance.Next(12)),
            Attributes = [.. Enumerable.Range(0, chance.Next(5)).Select(_ => KeyValuePair.Create($"a{chance.Next(14)}", $"{chance.Next(50)}"))],
        };
        Finding[] findings = [.. Enumerable.Range(0, chance.Next(4)).Select(_ => new Finding(chance.OneOf(_checks), 0.9, EventPart.Output, 0, 1))];
        return new(wild, new ScoreCard(chance.NextDouble(), Maybe(chance, "l", 5), findings));
    }

    /// <summary>An ordinary call of a support bot: every quantity known, 4 regions, 3 models, 6 prompt versions, 5 languages, 3 finish reasons.</summary>
    public static ScoredEvent Realistic(Random chance)
    {
        ArgumentNullException.ThrowIfNull(chance);
        var tokens = (long)chance.LogNormal(160, 0.6);
        var first = chance.LogNormal(420, 0.35);
        var realistic = new InferenceEvent
        {
            Time = _time,
            Service = "support-bot",
            Deployment = "gpt-4o-jpe",
            Region = $"region-{chance.Next(4)}",
            PromptVersion = $"v{chance.Next(6)}",
            RequestModel = "gpt-4o",
            ResponseModel = $"gpt-4o-2024-{chance.Next(3):00}-20",
            FinishReason = chance.OneOf(["stop", "stop", "stop", "length", "tool_calls"]),
            Status = chance.Next(100) < 2 ? 429 : 200,
            LatencyMs = first + (tokens * chance.LogNormal(14, 0.25)),
            TimeToFirstTokenMs = first,
            InputTokens = (long)chance.LogNormal(800, 0.7),
            OutputTokens = tokens,
            CostUsd = tokens * 1e-5,
            Output = Answer(chance, 30),
        };
        var refused = chance.Next(100) < 3;
        Finding[] findings = refused ? [new Finding(Checks.Refusal, 0.9, EventPart.Output, 0, 12)] : [];
        return new(realistic, new ScoreCard(refused ? 0.6 : chance.NextDouble() * 0.1, chance.OneOf(["en", "ja", "de", "fr", "zh"]), findings));
    }

    private static Utf8Text Answer(Random chance, int words) =>
        Utf8Text.From(string.Join(' ', Enumerable.Range(0, words).Select(_ => chance.OneOf(_words))));

    private static string? Maybe(Random chance, string prefix, int values) => chance.Next(5) == 0 ? null : $"{prefix}{chance.Next(values)}";

    private static double? Maybe(Random chance, Func<double> value) => chance.Next(4) == 0 ? null : value();
}
