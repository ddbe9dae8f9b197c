using Kanshi.Judging;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Tests.Judging;

public sealed class JudgeTests
{
    private static readonly JudgeOptions _priced = new()
    {
        Prices = { ["judge-model"] = new ModelPrice { InputPerMillion = 0.4m, OutputPerMillion = 1.6m } },
    };

    [Fact]
    public async Task A_verdict_holds_marks_rubric_model_tokens_and_cost()
    {
        var model = new ScriptedChatModel((request, _) => JudgeGivens.Answer(JudgeGivens.VerdictFor(request, mark: 5)));

        var verdict = await JudgedAsync(JudgeGivens.Judge(model, _priced), JudgeGivens.Response());

        Assert.Equal(
            (VerdictState.Scored, true, "answer-quality", "1", "judge-model-2026", 1000L, 50L, 0.00048m, 1, false),
            (verdict.State, verdict.Pass, verdict.Rubric, verdict.RubricVersion, verdict.JudgeModel, verdict.InputTokens, verdict.OutputTokens, verdict.CostUsd, verdict.Attempts, verdict.Cached));
        Assert.Equal(["helpfulness", "coherence", "safety"], verdict.Scores.Keys);
    }

    [Fact]
    public async Task An_answer_that_does_not_parse_is_asked_for_once_more_with_what_was_wrong()
    {
        var model = new ScriptedChatModel((request, asked) => JudgeGivens.Answer(asked == 1 ? "I would say 4 of 5." : JudgeGivens.VerdictFor(request)));

        var verdict = await JudgedAsync(JudgeGivens.Judge(model, _priced), JudgeGivens.Response());

        Assert.Equal((VerdictState.Scored, 2, 2000L), (verdict.State, verdict.Attempts, verdict.InputTokens));
        Assert.Contains("could not be used: it holds no JSON object with the right code", model.Asked[1].User, StringComparison.Ordinal);
        Assert.NotEqual(JudgeGivens.CodeOf(model.Asked[0]), JudgeGivens.CodeOf(model.Asked[1]));
    }

    [Fact]
    public async Task Two_answers_that_do_not_parse_are_a_verdict_too()
    {
        var model = new ScriptedChatModel((_, _) => JudgeGivens.Answer("{}"));

        var verdict = await JudgedAsync(JudgeGivens.Judge(model), JudgeGivens.Response());

        Assert.Equal((VerdictState.Unparsable, null, 2, null), (verdict.State, verdict.Pass, verdict.Attempts, verdict.CostUsd));
        Assert.Empty(verdict.Scores);
        Assert.Equal("it holds no JSON object with the right code", verdict.Reason);
    }

    internal static async Task<Verdict> JudgedAsync(Judge judge, ResponseToJudge response) =>
        Assert.IsType<JudgeOutcome.Judged>(await judge.JudgeAsync(response, CancellationToken.None)).Verdict;
}
