using Kanshi.Judging;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Tests.Judging;

public sealed class PriceTests
{
    private static readonly PriceTable _prices = new(new Dictionary<string, ModelPrice>
    {
        ["gpt-4.1-mini"] = new() { InputPerMillion = 0.40m, OutputPerMillion = 1.60m },
    });

    [Theory]
    [InlineData("gpt-4.1-mini", "0.00056")]
    [InlineData("GPT-4.1-MINI", "0.00056")]
    [InlineData("gpt-5", null)]
    public void A_cost_is_exact_or_not_known(string model, string? cost) =>
        Assert.Equal(cost is null ? null : decimal.Parse(cost), _prices.CostOf(model, new TokenUsage(1000, 100)));

    [Fact]
    public void Nobody_knows_the_cost_of_what_was_not_counted() => Assert.Null(_prices.CostOf("gpt-4.1-mini", usage: null));

    [Fact]
    public void Without_a_price_a_budget_counts_with_a_high_one() =>
        Assert.Equal(90m, _prices.MaximumOf("gpt-5", new TokenUsage(1_000_000, 1_000_000)));

    [Fact]
    public void The_default_entry_is_for_all_others() =>
        Assert.Equal(0m, new PriceTable(new Dictionary<string, ModelPrice> { ["default"] = new() }).CostOf("llama3", new TokenUsage(5, 5)));

    [Fact]
    public async Task What_a_judgement_costs_is_never_more_than_its_maximum()
    {
        var options = new JudgeOptions { Prices = { ["judge-model"] = new ModelPrice { InputPerMillion = 1, OutputPerMillion = 4 } } };
        var model = new ScriptedChatModel((request, _) => JudgeGivens.Answer("no verdict", request.MaxInputTokens, request.MaxOutputTokens));
        var judge = JudgeGivens.Judge(model, options);
        foreach (var attack in Attacks.All)
        {
            var response = JudgeGivens.Response(attack, attack, "en", attack);

            var verdict = await JudgeTests.JudgedAsync(judge, response);

            Assert.Equal(2, verdict.Attempts);
            Assert.InRange(verdict.CostUsd!.Value, 0.001m, judge.MaximumPrice(response));
        }
    }
}
