using Kanshi.Judging;
using Xunit;

namespace Kanshi.Tests.Judging;

public sealed class JudgeOptionsTests
{
    [Fact]
    public void The_defaults_are_in_order_and_judge_nothing()
    {
        Assert.Empty(new JudgeOptions().Problems());
        Assert.False(new JudgeOptions().IsConfigured);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var options = new JudgeOptions
        {
            Endpoint = "https://api.openai.com/v1",
            Route = "azur",
            Timeout = TimeSpan.Zero,
            MaxConcurrency = 0,
            StructuredOutput = (StructuredOutput)9,
            Temperature = double.NaN,
            MaxOutputTokens = 1,
            Prices = { ["m"] = new ModelPrice { InputPerMillion = -1 } },
            CacheTtl = TimeSpan.FromDays(31),
            CanaryEvery = -1,
            Rubrics = ["nowhere.md"],
        };

        Assert.Equal(
            """
            judge.route is "azur": use openai or azure
            judge.model is empty: name the model, for Azure the deployment
            judge.timeout is 00:00:00: use 1 second to 10 minutes
            judge.maxConcurrency is 0: use 1 to 256
            judge.structuredOutput is 9: use Auto, On or Off
            judge.temperature is NaN: use 0 to 2
            judge.maxOutputTokens is 1: use 64 to 32768
            judge.prices of m: use inputPerMillion and outputPerMillion, 0 or more
            judge.cacheTtl is 31.00:00:00: use 0 to 30 days
            judge.canaryEvery is -1: use 0 or more
            nowhere.md: there is no such file, and no rubric of that name; there are groundedness, answer-quality-ja, answer-quality
            """,
            string.Join('\n', options.Problems()));
    }

    [Fact]
    public void The_key_is_in_no_text_of_the_options() =>
        Assert.DoesNotContain("hush", new JudgeOptions { ApiKey = "hush", Endpoint = "https://user:hush@example.com" }.ToString(), StringComparison.Ordinal);
}
