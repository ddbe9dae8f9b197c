using Kanshi.Inference;
using Kanshi.Scoring;
using Xunit;

namespace Kanshi.Tests.Scoring;

public sealed class FormatCheckTests
{
    [Theory]
    [InlineData("{\"名前\":\"佐藤\",\"n\":[1,2,{}]}")]
    [InlineData("  [1, 2]\n")]
    [InlineData("{}")]
    [InlineData("12")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    public void One_json_value_is_valid(string output) => Assert.Null(Judge(output));

    [Theory]
    [InlineData("Here is the JSON: {\"a\":1}", "invalid")]
    [InlineData("{\"a\":1} {\"b\":2}", "invalid")]
    [InlineData("{\"a\":1,}", "invalid")]
    [InlineData("{'a':1}", "invalid")]
    [InlineData("tru", "invalid")]
    [InlineData("{\"a\":[1,2", "truncated")]
    [InlineData("{\"a\":\"こんに", "truncated")]
    [InlineData("```json\n{\"a\":1}\n```", "fenced")]
    [InlineData("```json\n{\"a\":\n```", "truncated")]
    [InlineData("```json\n{\"a\":", "truncated")]
    public void What_is_wrong_is_named(string output, string kind) => Assert.Equal(kind, Judge(output)?.Kind);

    [Fact]
    public void A_fenced_value_is_a_lesser_fault() => Assert.True(Judge("```\n[1]\n```")?.Confidence < 0.5);

    [Fact]
    public void Nesting_beyond_64_levels_is_invalid_and_throws_nothing() => Assert.Equal("invalid", Judge(new string('[', 100_000))?.Kind);

    [Fact]
    public void Without_a_format_asked_for_prose_is_fine() => Assert.Empty(ScoringEvents.Score("Just some words.").Findings);

    private static Finding? Judge(string output) =>
        ScoringEvents.Scorer.Score(ScoringEvents.Answer(output) with { Expect = new Expectation("json", default, null) }).Find(Checks.Format);
}
