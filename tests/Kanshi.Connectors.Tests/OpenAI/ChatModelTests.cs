using System.Text.Json;
using Azure.Core;
using Kanshi.Judging;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Connectors.Tests.OpenAI;

/// <summary>The routes, against a server over HTTP.</summary>
public sealed class ChatModelTests
{
    private const string Key = "not-a-key-of-anybody";

    [Fact]
    public async Task The_route_of_openai_sends_the_question_the_schema_and_the_key()
    {
        await using var server = await JudgeServer.StartAsync();
        using var model = Asking.Model(server.BaseUrl, options => options with { ApiKey = Key });

        var answer = Assert.IsType<ChatAnswer.Text>(await model.AskAsync(Asking.Request, CancellationToken.None));

        var call = Assert.Single(server.Calls);
        Assert.Equal(("/v1/chat/completions", $"Bearer {Key}"), (call.Path, call.Headers["Authorization"]));
        Assert.StartsWith("Kanshi", call.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.Equal(
            """{"model":"judge-model","messages":[{"role":"system","content":"You judge."},{"role":"user","content":"An answer."}],"max_tokens":800,"temperature":0,"seed":7,"response_format":{"type":"json_schema","json_schema":{"name":"verdict","strict":true,"schema":{"type":"object"}}}}""",
            call.Text);
        Assert.Equal("simulated-judge", answer.Model);
        Assert.True(answer.Usage?.Input > 0);
    }

    [Fact]
    public async Task This_machine_is_asked_without_any_credential()
    {
        await using var server = await JudgeServer.StartAsync();
        using var model = Asking.Model(server.BaseUrl);

        Assert.IsType<ChatAnswer.Text>(await model.AskAsync(Asking.Request, CancellationToken.None));

        Assert.False(server.Calls[0].Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task The_route_of_azure_names_the_deployment_in_the_path_and_sends_its_kind_of_key()
    {
        await using var server = await JudgeServer.StartAsync();
        using var model = Asking.Model(server.Root, options => options with { Route = JudgeOptions.AzureRoute, ApiKey = Key });

        var answer = await model.AskAsync(Asking.Request, CancellationToken.None);

        var call = Assert.Single(server.Calls);
        Assert.IsType<ChatAnswer.Text>(answer);
        Assert.StartsWith("/openai/deployments/judge-model/chat/completions?api-version=", call.Path, StringComparison.Ordinal);
        Assert.Equal(Key, call.Headers["api-key"]);
    }

    [Fact]
    public async Task Without_a_key_the_v1_route_of_azure_is_asked_under_the_identity()
    {
        await using var server = await JudgeServer.StartAsync();
        var identity = new FakeIdentity();
        using var model = Asking.Model(server.Root + "/openai/v1/", credential: identity);

        Assert.IsType<ChatAnswer.Text>(await model.AskAsync(Asking.Request, CancellationToken.None));

        var call = Assert.Single(server.Calls);
        Assert.Equal(("/openai/v1/chat/completions", "Bearer a token of a test"), (call.Path, call.Headers["Authorization"]));
        Assert.Equal("https://cognitiveservices.azure.com/.default", Assert.Single(identity.Scopes));
    }

    [Theory]
    [InlineData("response_format")]
    [InlineData("max_tokens")]
    [InlineData("temperature")]
    [InlineData("seed")]
    public async Task What_the_endpoint_does_not_take_is_left_out_from_then_on(string parameter)
    {
        await using var server = await JudgeServer.StartAsync(call => Has(call, parameter) ? ServerAnswer.Unknown(parameter) : new ServerAnswer.Verdict());
        using var model = Asking.Model(server.BaseUrl);

        var first = await model.AskAsync(Asking.Request, CancellationToken.None);
        var second = await model.AskAsync(Asking.Request, CancellationToken.None);

        Assert.IsType<ChatAnswer.Text>(first);
        Assert.IsType<ChatAnswer.Text>(second);
        Assert.Equal([true, false, false], server.Calls.Select(call => Has(call, parameter)));
    }

    [Fact]
    public async Task Where_a_schema_is_insisted_on_an_endpoint_without_is_no_judge()
    {
        await using var server = await JudgeServer.StartAsync(ServerAnswer.Unknown("response_format"));
        using var model = Asking.Model(server.BaseUrl, options => options with { StructuredOutput = StructuredOutput.On });

        var refused = Assert.IsType<ChatAnswer.Unavailable>(await model.AskAsync(Asking.Request, CancellationToken.None));

        Assert.Equal(Outage.Permanent, refused.Outage);
    }

    private static bool Has(ServerCall call, string parameter)
    {
        using var body = JsonDocument.Parse(call.Body);
        return body.RootElement.TryGetProperty(parameter, out _);
    }

    private sealed class FakeIdentity : TokenCredential
    {
        public List<string> Scopes { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.AddRange(requestContext.Scopes);
            return new(new AccessToken("a token of a test", DateTimeOffset.MaxValue));
        }
    }
}
