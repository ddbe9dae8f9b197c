namespace Kanshi.Scoring;

/// <summary>
/// The provider's content filter spoke: as the reason to stop, as the error's type, or (Azure OpenAI on a filtered prompt) as a 400 whose
/// message names the content management policy.
/// </summary>
internal sealed class ContentFilterCheck : Check
{
    private const int BadRequest = 400;
    private static readonly string[] _errorTypes = ["content_filter", "contentfilter", "content_policy", "ResponsibleAIPolicy"];

    public override void Run(ref Examination examination)
    {
        var e = examination.Event;
        if (FinishReasons.IsFilter(e.FinishReason) || Names(e.Error?.Type))
            examination.AddEvent(Checks.ContentFilter, 1);
        else if (e.Status == BadRequest && e.Error is { } error && NamesPolicy(error.Message.Span))
            examination.AddEvent(Checks.ContentFilter, 0.9);
    }

    private static bool Names(string? errorType)
    {
        if (errorType is null)
            return false;
        foreach (var name in _errorTypes)
        {
            if (errorType.Contains(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool NamesPolicy(ReadOnlySpan<byte> message) =>
        message.IndexOf("content management policy"u8) >= 0 || message.IndexOf("content_filter"u8) >= 0;
}
