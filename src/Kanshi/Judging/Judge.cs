using Kanshi.Judging.Parsing;
using Kanshi.Judging.Prompting;
using Kanshi.Privacy;

namespace Kanshi.Judging;

/// <summary>
/// Has responses judged, each by the one rubric that is for it. An answer that cannot be read is asked for once more with what was wrong; after that
/// the verdict says so. It tries nothing else again: retries of an endpoint's faults are the model's own.
/// </summary>
public sealed class Judge(IChatModel model, RubricSet rubrics, VerdictCache cache, Redactor redactor, JudgeOptions options, NonceSource nonces)
{
    private const int MaxAttempts = 2;
    private readonly PriceTable _prices = new(options.Prices);

    /// <summary>The rubric that a response is judged by.</summary>
    public Rubric RubricFor(ResponseToJudge response) => rubrics.For(response);

    /// <summary>
    /// US dollars that <see cref="JudgeAsync"/> will not go beyond, by what the endpoint charges for: a token a byte of the question, the most tokens of an
    /// answer, both twice. Answers that broke off and were paid for all the same are not known to anybody but the endpoint.
    /// </summary>
    public decimal MaximumPrice(ResponseToJudge response)
    {
        var request = RequestOf(JudgePrompt.Of(response, rubrics.For(response), nonces, LongestProblem), seed: 0);
        return MaxAttempts * _prices.MaximumOf(model.Model, new TokenUsage(request.MaxInputTokens, request.MaxOutputTokens));
    }

    /// <summary>What a verdict is booked with: its cost; where that is not known, its tokens at a cautious price, or the most that it can have cost.</summary>
    public decimal ChargeOf(Verdict verdict, ResponseToJudge response) => verdict switch
    {
        { CostUsd: { } cost } => cost,
        { InputTokens: { } input, OutputTokens: { } output } => _prices.MaximumOf(model.Model, new TokenUsage(input, output)),
        _ => MaximumPrice(response),
    };

    public async ValueTask<JudgeOutcome> JudgeAsync(ResponseToJudge response, CancellationToken cancellation)
    {
        var rubric = rubrics.For(response);
        var key = VerdictKey.Of(response, rubric, model.Model);
        if (await cache.FindAsync(key, cancellation) is { } known)
            return new JudgeOutcome.Judged(known with { Cached = true, Attempts = 0, InputTokens = 0, OutputTokens = 0, CostUsd = 0 });
        var outcome = await AskAsync(response, rubric, key.Seed, cancellation);
        if (outcome is JudgeOutcome.Judged { Verdict: { State: VerdictState.Scored or VerdictState.Filtered } verdict })
            await cache.KeepAsync(key, verdict, cancellation);
        return outcome;
    }

    /// <summary>Asks in any case, whatever was said of the same texts before: for answers with a known verdict, which are to show how the judge is now.</summary>
    public ValueTask<JudgeOutcome> AskAfreshAsync(ResponseToJudge response, CancellationToken cancellation)
    {
        var rubric = rubrics.For(response);
        return AskAsync(response, rubric, VerdictKey.Of(response, rubric, model.Model).Seed, cancellation);
    }

    private static string LongestProblem { get; } = new(' ', 128);

    private async ValueTask<JudgeOutcome> AskAsync(ResponseToJudge response, Rubric rubric, long seed, CancellationToken cancellation)
    {
        var tally = new Tally(rubric, model.Model, _prices);
        string? problem = null;
        while (tally.Attempts < MaxAttempts)
        {
            var prompt = JudgePrompt.Of(response, rubric, nonces, problem);
            var answer = await model.AskAsync(RequestOf(prompt, seed), cancellation);
            if (answer is ChatAnswer.Unavailable absent && problem is null)
                return new JudgeOutcome.Unavailable(absent.Reason, absent.RetryAfter, absent.Outage == Outage.Permanent);
            tally.Count(answer);
            switch (answer)
            {
                case ChatAnswer.Text text:
                    var parsed = VerdictParser.Read(text.Content, prompt.Code, prompt.Scales);
                    if (parsed is ParsedVerdict.Marks marks)
                        return tally.Scored(marks, Cleaned(marks.Reason, prompt.Code));
                    problem = text.Truncated ? $"it was cut off at {options.MaxOutputTokens} tokens" : ((ParsedVerdict.Unusable)parsed).Problem;
                    break;
                case ChatAnswer.Filtered filtered:
                    return tally.Ended(VerdictState.Filtered, Cleaned(filtered.Reason, prompt.Code));
                case ChatAnswer.Refused refused:
                    return tally.Ended(VerdictState.Refused, Cleaned(refused.Reason, prompt.Code));
                case ChatAnswer.TimedOut late:
                    return tally.Ended(VerdictState.TimedOut, $"no answer within {late.After.TotalSeconds:0.#} s");
                case ChatAnswer.Unavailable gone:
                    return tally.Ended(VerdictState.Unparsable, $"{problem}; when asked once more: {gone.Reason}");
            }
        }

        return tally.Ended(VerdictState.Unparsable, problem!);
    }

    private ChatRequest RequestOf(JudgePrompt prompt, long seed) => new(
        prompt.System,
        prompt.User,
        options.StructuredOutput == StructuredOutput.Off ? null : prompt.Schema,
        options.MaxOutputTokens,
        options.Temperature,
        seed);

    /// <summary>Words of the other side on one short line, with tokens for what is personal or secret in them.</summary>
    private string Cleaned(string reason, string code)
    {
        var line = string.Concat(Neutral.Of(reason.Replace(code, "", StringComparison.Ordinal)).Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        var redacted = redactor.RedactOrDrop(line);
        if (redacted.Length <= Verdict.MaxReasonLength)
            return redacted;
        var end = Verdict.MaxReasonLength - 1;
        return redacted[..(char.IsHighSurrogate(redacted[end - 1]) ? end - 1 : end)] + "…";
    }
}
