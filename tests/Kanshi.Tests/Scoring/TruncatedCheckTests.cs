using Kanshi.Scoring;
using Xunit;

namespace Kanshi.Tests.Scoring;

public sealed class TruncatedCheckTests
{
    private const string Prose =
        "Start with the logs of the gateway. They show which requests were retried. A retry that succeeds costs time but no answer. " +
        "Then look at the queue, because its depth tells whether the workers keep up. Most of the time they do. ";

    private const string Japanese = "まずゲートウェイのログを確認してください。再試行されたリクエストが記録されています。";

    [Theory]
    [InlineData("length")]
    [InlineData("max_tokens")]
    [InlineData("MAX_TOKENS")]
    public void The_providers_word_for_out_of_tokens_is_enough(string finishReason)
    {
        var found = ScoringEvents.Scorer.Score(ScoringEvents.Answer(Prose) with { FinishReason = finishReason }).Find(Checks.Truncated);
        Assert.Equal("length", found?.Kind);
        Assert.True(found?.Confidence > 0.9);
    }

    [Fact]
    public void Out_of_tokens_without_captured_text_points_at_the_event() =>
        Assert.Equal(EventPart.Event, ScoringEvents.Scorer.Score(ScoringEvents.Answer(null) with { FinishReason = "length" }).Find(Checks.Truncated)?.Part);

    [Fact]
    public void A_code_fence_that_nothing_closes_is_cut_off()
    {
        const string output = "Use this:\n```csharp\nvar x = 1;\n";
        var found = ScoringEvents.Score(output).Find(Checks.Truncated);
        Assert.Equal("code-fence", found?.Kind);
        Assert.StartsWith("```csharp", found?.TextOf(output), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Use this:\n```csharp\nvar x = 1;\n```")]
    [InlineData("Use this:\n   ```\n   x\n   ```\nDone.")]
    [InlineData("````md\n```\ninner\n```\n````")]
    [InlineData("Write ``` to open a block.")]
    public void Code_fences_in_pairs_or_inside_a_line_are_whole(string output) => Assert.False(ScoringEvents.Score(output).Has(Checks.Truncated));

    [Theory]
    [InlineData(Prose + "If that does not help, restart the worker and")]
    [InlineData(Prose + "There are three causes of this (")]
    [InlineData(Prose + "Check the disk, the memory,")]
    [InlineData(Japanese + "それでも解決しない場合は、ワーカーを再起動してから、設定ファイルの値を")]
    [InlineData(Japanese + "原因としては、ネットワークの遅延、")]
    public void An_ending_no_writer_would_choose_is_cut_off(string output) => Assert.True(ScoringEvents.Score(output).Find(Checks.Truncated)?.Confidence >= 0.7);

    [Fact]
    public void Prose_without_its_last_full_stop_is_weaker_evidence()
    {
        var found = ScoringEvents.Score(Prose + "If that does not help you should restart the worker proc").Find(Checks.Truncated);
        Assert.Equal(0.5, found?.Confidence);
    }

    [Theory]
    [InlineData(Prose)]
    [InlineData("Paris")]
    [InlineData("The capital of France is Paris")]
    [InlineData(Prose + "\n\n- restart the worker\n- empty the queue\n- tell the team what you did")]
    [InlineData(Prose + "\n\nSee https://example.org/docs/how-to-restart")]
    [InlineData(Prose + "\n\n## What to do next in this case")]
    [InlineData(Prose + "\n\n| step | who is responsible for it |")]
    [InlineData(Prose + "\n\nBest regards,\nThe support team")]
    [InlineData(Japanese)]
    [InlineData(Japanese + "\n\nご不明な点がございましたら、いつでもお気軽にお問い合わせください")]
    [InlineData(Japanese + "\n\n以上、どうぞよろしくお願いいたします")]
    [InlineData(Japanese + "\n\n・ワーカーの再起動\n・キューの確認")]
    public void Healthy_endings_are_left_alone(string output) => Assert.False(ScoringEvents.Score(output).Has(Checks.Truncated));
}
