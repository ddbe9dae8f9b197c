using System.Text;
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

    private const string Schema = """
        {"type":"object","required":["name","tags"],"additionalProperties":false,"properties":{"name":{"type":"string"},"age":{"type":["integer","null"]},
         "tags":{"type":"array","items":{"enum":["a","b"]}}}}
        """;

    [Theory]
    [InlineData("""{"name":"Mika","tags":[]}""", null)]
    [InlineData("""{"name":"Mika","tags":["a","b"],"age":3}""", null)]
    [InlineData("""{"name":"Mika","tags":["a"],"age":null}""", null)]
    [InlineData("""{"name":"Mika"}""", "schema")]
    [InlineData("""{"name":7,"tags":[]}""", "schema")]
    [InlineData("""{"name":"Mika","tags":["c"]}""", "schema")]
    [InlineData("""{"name":"Mika","tags":[],"age":3.5}""", "schema")]
    [InlineData("""{"name":"Mika","tags":[],"city":"Kyoto"}""", "schema")]
    [InlineData("""["Mika"]""", "schema")]
    [InlineData("""{"name":"Mika","tags":[}""", "invalid")]
    public void The_value_must_fit_the_schema_that_was_asked_for(string output, string? kind)
    {
        foreach (var schema in new[] { Schema, $$"""{"json_schema":{"name":"person","schema":{{Schema}} } }""" })
        {
            var e = ScoringEvents.Answer(output) with { Expect = new Expectation("json", Encoding.UTF8.GetBytes(schema), null) };
            Assert.Equal(kind, ScoringEvents.Scorer.Score(e).Find(Checks.Format)?.Kind);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("""{"$ref":"#/x"}""")]
    [InlineData("true")]
    public void A_schema_that_says_nothing_holds_nothing_up(string schema)
    {
        var e = ScoringEvents.Answer("""{"a":1}""") with { Expect = new Expectation("json", Encoding.UTF8.GetBytes(schema), null) };
        Assert.False(ScoringEvents.Scorer.Score(e).Has(Checks.Format));
    }
}
