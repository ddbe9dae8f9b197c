namespace Kanshi.Scoring;

/// <summary>
/// Why a model stopped, in the words of the providers: OpenAI and Azure OpenAI (<c>length</c>, <c>content_filter</c>), Anthropic and
/// Bedrock (<c>max_tokens</c>, <c>guardrail_intervened</c>), Gemini (<c>MAX_TOKENS</c>, <c>SAFETY</c>, <c>RECITATION</c>), Cohere, Mistral.
/// </summary>
internal static class FinishReasons
{
    private static readonly string[] _length =
        ["length", "max_tokens", "max_output_tokens", "max_length", "model_length", "token_limit", "model_context_window_exceeded"];

    private static readonly string[] _toolCall = ["tool_calls", "tool_call", "function_call", "tool_use"];

    private static readonly string[] _filter =
    [
        "content_filter", "content_filtered", "content-filter", "contentfilter", "safety", "recitation", "prohibited_content", "blocklist", "spii",
        "image_safety", "guardrail_intervened", "error_toxic", "refusal",
    ];

    public static bool IsLength(string? reason) => Is(reason, _length);

    public static bool IsToolCall(string? reason) => Is(reason, _toolCall);

    public static bool IsFilter(string? reason) => Is(reason, _filter);

    private static bool Is(string? reason, string[] names)
    {
        if (string.IsNullOrEmpty(reason) || reason == "stop")
            return false;
        foreach (var name in names)
        {
            if (name.Equals(reason, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
