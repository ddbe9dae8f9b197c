using Kanshi.Scoring;
using Xunit;

namespace Kanshi.Tests.Scoring;

public sealed class ModelSwapCheckTests
{
    [Theory]
    [InlineData("gpt-4o", "gpt-4o-mini")]
    [InlineData("gpt-4o", "gpt-4.1-2025-04-14")]
    [InlineData("gpt-4", "gpt-4o")]
    [InlineData("gpt-4-turbo", "gpt-3.5-turbo-0125")]
    [InlineData("claude-3-opus-20240229", "claude-3-haiku-20240307")]
    [InlineData("gemini-1.5-pro", "gemini-1.5-flash-002")]
    [InlineData("meta-llama/Llama-3.1-70B-Instruct", "meta-llama/Llama-3.1-8B-Instruct")]
    [InlineData("deepseek-v3", "deepseek-r1")]
    [InlineData("gpt-4o-jpe", "gpt-4o-mini-2024-07-18")]
    [InlineData("o1", "o3-mini")]
    public void Another_family_or_variant_is_a_swap(string requested, string answered) => Assert.True(IsSwap(requested, answered));

    [Theory]
    [InlineData("gpt-4o", "gpt-4o-2024-11-20")]
    [InlineData("openai/gpt-4o", "gpt-4o")]
    [InlineData("azure/gpt-4o-latest", "gpt-4o-2024-08-06")]
    [InlineData("gpt-35-turbo", "gpt-3.5-turbo-0125")]
    [InlineData("models/gemini-1.5-pro-latest", "gemini-1.5-pro-002")]
    [InlineData("gemini-2.5-pro", "gemini-2.5-pro-preview-05-06")]
    [InlineData("claude-3-5-sonnet-latest", "us.anthropic.claude-3-5-sonnet-20241022-v2:0")]
    [InlineData("claude-3.5-sonnet@20240620", "claude-3-5-sonnet-20240620")]
    [InlineData("mistral-large-latest", "mistral-large-2407")]
    [InlineData("command-r-plus", "command-r-plus-08-2024")]
    [InlineData("gpt-4o-jpe", "gpt-4o-2024-11-20")]
    [InlineData("prod-chat", "gpt-4o-mini")]
    [InlineData("mini", "gpt-4o")]
    [InlineData("GPT-4o", "gpt-4o")]
    [InlineData("o1", "o1-2024-12-17")]
    public void Snapshots_prefixes_and_deployment_names_are_no_swap(string requested, string answered) => Assert.False(IsSwap(requested, answered));

    private static bool IsSwap(string requested, string answered) =>
        ScoringEvents.Scorer.Score(ScoringEvents.Answer(null) with { RequestModel = requested, ResponseModel = answered }).Has(Checks.ModelSwap);
}
