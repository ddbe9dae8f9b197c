using Kanshi.Judging.Parsing;

namespace Kanshi.Judging;

/// <summary>What the attempts at one response have used, and the verdict that comes of them.</summary>
internal sealed class Tally(Rubric rubric, string askedModel, PriceTable prices)
{
    private TokenUsage? _usage = new TokenUsage(0, 0);
    private string? _answeredBy;

    public int Attempts { get; private set; }

    /// <summary>One answer of which nothing is known makes the sum unknown.</summary>
    public void Count(ChatAnswer answer)
    {
        Attempts++;
        _usage = answer is ChatAnswer.Unavailable ? _usage : _usage + answer.Usage;
        _answeredBy = (answer as ChatAnswer.Text)?.Model ?? _answeredBy;
    }

    public JudgeOutcome Scored(ParsedVerdict.Marks marks, string reason) => new JudgeOutcome.Judged(Verdict(VerdictState.Scored) with
    {
        Pass = rubric.Passes(marks.Stated, marks.Scores),
        Scores = marks.Scores,
        Reason = reason,
    });

    public JudgeOutcome Ended(VerdictState state, string reason) => new JudgeOutcome.Judged(Verdict(state) with { Reason = reason });

    private Verdict Verdict(VerdictState state) => new()
    {
        State = state,
        Rubric = rubric.Name,
        RubricVersion = rubric.Version,
        JudgeModel = _answeredBy ?? askedModel,
        InputTokens = _usage?.Input,
        OutputTokens = _usage?.Output,
        CostUsd = prices.CostOf(askedModel, _usage),
        Attempts = Attempts,
    };
}
