namespace Kanshi.Scoring;

/// <summary>The stable ids of the checks, as they appear in results, counters and queries.</summary>
public static class Checks
{
    public const string Empty = "empty";
    public const string Truncated = "truncated";
    public const string Refusal = "refusal";
    public const string Repetition = "repetition";
    public const string LanguageMismatch = "language-mismatch";
    public const string Format = "format";
    public const string ModelSwap = "model-swap";
    public const string ContentFilter = "content-filter";
    public const string NegativeFeedback = "negative-feedback";
    public const string Gibberish = "gibberish";
    public const string Pii = "pii";
    public const string Secret = "secret";
    public const string PromptLeak = "prompt-leak";
    public const string PromptInjection = "prompt-injection";
    public const string InvisibleText = "invisible-text";
    public const string Ungrounded = "ungrounded";
    public const string OffTopic = "off-topic";
    public const string UnlistedUrl = "unlisted-url";
    public const string ToolArguments = "tool-arguments";
}
