namespace Kanshi.Local.Lab;

/// <summary>What follows once the answer is there: tokens, latency, cost.</summary>
internal static class CallTiming
{
    /// <summary>UTF-8 bytes a token, about the same for English words and Japanese characters.</summary>
    public const double BytesPerToken = 3.8;

    /// <param name="answerBytes">Length of the written answer; null when the service sends no text.</param>
    public static void Finish(Call call, int? answerBytes)
    {
        if (call.Failed)
        {
            (call.OutputTokens, call.LatencyMs, call.CostUsd) = (0, call.FailedAfterMs, 0);
            return;
        }

        call.OutputTokens = Math.Max(1, Math.Round(answerBytes is { } bytes ? bytes / BytesPerToken : TokensWithoutText(call)));
        call.LatencyMs = call.FirstTokenMs + (call.OutputTokens * call.MsPerToken);
        if (call.FirstTokenDelay > 1)
            call.FirstTokenMs = Math.Min(call.FirstTokenMs * call.FirstTokenDelay, Math.Max(call.FirstTokenMs, .95 * call.LatencyMs));
        var prices = call.Profile.Tokens;
        call.InputTokens = Math.Round(call.InputTokens);
        call.CostUsd = call.Inflation * ((call.InputTokens * prices.UsdPerMillionInput) + (call.OutputTokens * prices.UsdPerMillionOutput)) / 1e6;
        call.InputTokens = Math.Round(call.InputTokens * call.Inflation);
    }

    private static double TokensWithoutText(Call call)
    {
        var aimed = call.AimedTokens * call.LengthFactor;
        var tokens = call.Answer switch
        {
            AnswerKind.Refusal => call.RefusalTokens,
            AnswerKind.Vague => aimed * .4,
            _ => aimed,
        };
        if (call.Truncated)
            tokens *= .5;
        return call.Loops ? tokens * 3 : tokens;
    }
}
