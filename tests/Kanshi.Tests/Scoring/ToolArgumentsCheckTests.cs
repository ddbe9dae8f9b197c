using Kanshi.Scoring;
using Xunit;

namespace Kanshi.Tests.Scoring;

public sealed class ToolArgumentsCheckTests
{
    private static Finding? Find(string output, string finishReason = "tool_calls") =>
        ScoringEvents.Scorer.Score(ScoringEvents.Answer(output) with { FinishReason = finishReason }).Find(Checks.ToolArguments);

    [Fact]
    public void Arguments_that_do_not_parse_are_pointed_at()
    {
        const string output = """{"tool_calls":[{"id":"c1","function":{"name":"find","arguments":"{\"city\": \"Tokyo\", "}}]}""";
        var found = Find(output);
        Assert.Equal("arguments", found?.Kind);
        Assert.Equal("""
            "{\"city\": \"Tokyo\", "
            """, found?.TextOf(output));
    }

    [Theory]
    [InlineData("""[{"type":"tool_use","name":"find","input":"Tokyo"}]""", "tool_use")]
    [InlineData("""{"name":"find","arguments":"[1]"}""", "stop")]
    [InlineData("""{"name":"find","arguments":{"city":"Tok""", "tool_calls")]
    public void Other_shapes_and_broken_objects_are_found(string output, string finishReason) => Assert.NotNull(Find(output, finishReason));

    [Theory]
    [InlineData("""{"tool_calls":[{"function":{"name":"find","arguments":"{\"city\":\"東京\"}"}}]}""", "tool_calls")]
    [InlineData("""[{"type":"text","text":"Let me see."},{"type":"tool_use","name":"find","input":{"city":"Tokyo"}}]""", "tool_use")]
    [InlineData("""{"tool_calls":[{"function":{"name":"now","arguments":""}}]}""", "tool_calls")]
    [InlineData("""{"title":"A report","body":"broken \x """, "stop")]
    [InlineData("Let me look that up for you.", "tool_calls")]
    public void Sound_calls_and_other_answers_pass(string output, string finishReason) => Assert.Null(Find(output, finishReason));
}
