using Kanshi.Connectors.OpenAI;
using Kanshi.Connectors.Settings;
using Kanshi.Judging;
using Kanshi.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Kanshi.Connectors.Tests.OpenAI;

/// <summary>The section judge as it is written, and what is made of it.</summary>
public sealed class JudgeEndpointTests
{
    [Theory]
    [InlineData("https://api.openai.com/v1", "key", "Key")]
    [InlineData("https://res.openai.azure.com/openai/v1/", "", "Identity")]
    [InlineData("https://res.cognitiveservices.azure.us/", "", "Identity")]
    [InlineData("https://gateway.azure-api.net/llm", "", "Identity")]
    [InlineData("http://localhost:11434/v1", "", "None")]
    [InlineData("http://127.0.0.1:8080/v1", "key", "Key")]
    [InlineData("https://api.openai.com/v1", "", "Impossible")]
    [InlineData("https://openai.azure.com.example.org/v1", "", "Impossible")]
    [InlineData("https://evil-azure.com/v1", "", "Impossible")]
    public void A_token_of_the_identity_is_shown_to_azure_alone(string endpoint, string key, string signIn) =>
        Assert.Equal(signIn, JudgeEndpoint.SignInOf(new JudgeOptions { Endpoint = endpoint, Model = "m", ApiKey = key }).ToString());

    [Theory]
    [InlineData("ftp://example.org/v1", "judge.endpoint is no absolute http or https URL.")]
    [InlineData("http://example.org/v1", "judge.endpoint is http to example.org: use https; http is for this machine only.")]
    [InlineData("https://me:hush@example.org/v1", "judge.endpoint holds a user name: it would not be sent. Use KANSHI__JUDGE__APIKEY.")]
    [InlineData("https://example.org/v1?api-version=1", "judge.endpoint has a query: give the base URL alone, the path of chat completions and api-version are added")]
    public void An_address_that_cannot_be_used_is_told_without_repeating_it(string endpoint, string problem) =>
        Assert.Equal([problem], JudgeEndpoint.Problems(new JudgeOptions { Endpoint = endpoint, Model = "m", ApiKey = "key" }));

    [Fact]
    public void Without_a_key_only_azure_and_this_machine_can_be_asked() => Assert.Equal(
        ["judge.endpoint is api.openai.com and there is no key: set KANSHI__JUDGE__APIKEY; only Azure is asked under this machine's identity"],
        JudgeEndpoint.Problems(new JudgeOptions { Endpoint = "https://api.openai.com/v1", Model = "m" }));

    [Fact]
    public void Every_setting_binds_from_app_settings_by_its_name()
    {
        var settings = Bind(new Dictionary<string, string?>
        {
            ["KANSHI:JUDGE:ENDPOINT"] = "https://res.openai.azure.com/",
            ["KANSHI:JUDGE:ROUTE"] = "azure",
            ["KANSHI:JUDGE:MODEL"] = "judge",
            ["KANSHI:JUDGE:APIKEY"] = "hush",
            ["KANSHI:JUDGE:IDENTITYCLIENTID"] = "id",
            ["KANSHI:JUDGE:TIMEOUT"] = "00:00:20",
            ["KANSHI:JUDGE:MAXCONCURRENCY"] = "4",
            ["KANSHI:JUDGE:STRUCTUREDOUTPUT"] = "off",
            ["KANSHI:JUDGE:TEMPERATURE"] = "0.2",
            ["KANSHI:JUDGE:MAXOUTPUTTOKENS"] = "1000",
            ["KANSHI:JUDGE:PRICES:DEFAULT:INPUTPERMILLION"] = "0.4",
            ["KANSHI:JUDGE:PRICES:DEFAULT:OUTPUTPERMILLION"] = "1.6",
            ["KANSHI:JUDGE:RUBRICS:0"] = "answer-quality",
            ["KANSHI:JUDGE:CACHETTL"] = "02:00:00",
            ["KANSHI:JUDGE:CANARYEVERY"] = "50",
        });

        var judge = settings.Judge;
        Assert.Equal(
            ("azure", "judge", "hush", "id", TimeSpan.FromSeconds(20), 4, StructuredOutput.Off, 0.2, 1000, TimeSpan.FromHours(2), 50),
            (judge.Route, judge.Model, judge.ApiKey, judge.IdentityClientId, judge.Timeout, judge.MaxConcurrency, judge.StructuredOutput, judge.Temperature, judge.MaxOutputTokens, judge.CacheTtl, judge.CanaryEvery));
        Assert.Equal(["answer-quality"], judge.RubricOrder);
        Assert.Equal(0.00056m, new PriceTable(judge.Prices).CostOf("judge", new TokenUsage(1000, 100)));
    }

    [Fact]
    public void A_setting_that_does_not_exist_is_an_error() =>
        Assert.Contains("there is no setting", Assert.Throws<InvalidDataException>(() => Bind(new Dictionary<string, string?> { ["KANSHI:JUDGE:MODLE"] = "x" })).Message, StringComparison.Ordinal);

    [Fact]
    public void The_judge_is_registered_where_there_is_an_endpoint_and_nothing_where_there_is_none()
    {
        var services = new ServiceCollection().AddKanshi(new KanshiOptions()).AddSingleton<IRowStore, MemoryRowStore>().AddLogging();
        var before = services.Count;

        services.AddKanshiJudge(new JudgeOptions());
        Assert.Equal(before, services.Count);
        services.AddKanshiJudge(new JudgeOptions { Endpoint = "http://localhost:9/v1", Model = "m" });

        using var provider = services.BuildServiceProvider();
        Assert.NotNull(provider.GetRequiredService<Judge>());
        Assert.IsType<ResilientChatModel>(provider.GetRequiredService<IChatModel>());
    }

    private static KanshiSettings Bind(Dictionary<string, string?> settings) =>
        KanshiSettings.Read<KanshiSettings>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("KANSHI"), "the app settings");
}
