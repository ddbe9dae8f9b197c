using Kanshi.Inference;
using Kanshi.Scoring;
using Xunit;

namespace Kanshi.Tests.Scoring;

/// <summary>The checks that look at the call and not at its text.</summary>
public sealed class CallChecksTests
{
    [Theory]
    [InlineData("content_filter")]
    [InlineData("SAFETY")]
    [InlineData("recitation")]
    public void A_filter_as_the_reason_to_stop_is_a_content_filter(string finishReason) =>
        Assert.True(ScoringEvents.Scorer.Score(ScoringEvents.Answer("So") with { FinishReason = finishReason }).Has(Checks.ContentFilter));

    [Theory]
    [InlineData("content_filter", "")]
    [InlineData("BadRequest", "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.")]
    public void A_filtered_prompt_is_a_content_filter(string type, string message)
    {
        var e = ScoringEvents.Answer(null) with { Status = 400, FinishReason = null, Error = new InferenceError(type, Utf8Text.From(message)) };
        Assert.True(ScoringEvents.Scorer.Score(e).Has(Checks.ContentFilter));
    }

    [Fact]
    public void Another_error_is_no_content_filter()
    {
        var e = ScoringEvents.Answer(null) with { Status = 400, Error = new InferenceError("BadRequest", Utf8Text.From("max_tokens is too large")) };
        Assert.Empty(ScoringEvents.Scorer.Score(e).Findings);
    }

    [Theory]
    [InlineData(-1.0, true)]
    [InlineData(0.0, false)]
    [InlineData(1.0, false)]
    [InlineData(null, false)]
    public void Only_a_rating_below_zero_is_negative_feedback(double? rating, bool isNegative) =>
        Assert.Equal(isNegative, ScoringEvents.Scorer.Score(ScoringEvents.Answer("Yes.") with { FeedbackRating = rating }).Has(Checks.NegativeFeedback));
}
