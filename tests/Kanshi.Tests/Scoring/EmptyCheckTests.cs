using Kanshi.Scoring;
using Xunit;

namespace Kanshi.Tests.Scoring;

public sealed class EmptyCheckTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \n\t")]
    [InlineData("\u3000\u3000")]
    [InlineData("\u00A0\u200B\uFEFF")]
    public void An_answer_of_white_space_of_any_kind_is_empty(string output) => Assert.True(ScoringEvents.Score(output).Has(Checks.Empty));

    [Theory]
    [InlineData("はい")]
    [InlineData("\u30000")]
    public void An_answer_of_one_word_is_not_empty(string output) => Assert.False(ScoringEvents.Score(output).Has(Checks.Empty));

    [Fact]
    public void Content_that_was_not_captured_is_not_empty() => Assert.Empty(ScoringEvents.Score(null).Findings);

    [Theory]
    [InlineData("tool_calls")]
    [InlineData("function_call")]
    public void A_tool_call_needs_no_text(string finishReason) =>
        Assert.Empty(ScoringEvents.Scorer.Score(ScoringEvents.Answer("") with { FinishReason = finishReason }).Findings);

    [Fact]
    public void A_failed_call_owes_no_answer() =>
        Assert.Empty(ScoringEvents.Scorer.Score(ScoringEvents.Answer("") with { Status = 503, FinishReason = null }).Findings);
}
