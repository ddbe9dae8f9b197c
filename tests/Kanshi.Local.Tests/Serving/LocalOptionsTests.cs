using Kanshi.Connectors.OpenTelemetry;
using Kanshi.Local.Serving;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Local.Tests.Serving;

public sealed class LocalOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_configuration_in_the_README_is_taken_as_it_stands()
    {
        var readme = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "README.md"));
        var start = readme.IndexOf("{ \"windows\"", StringComparison.Ordinal);

        var options = Read(readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)]);

        Assert.Equal(["log", "webhook"], options.ToOptions().Incidents.Channels);
        Assert.Equal(TimeSpan.FromDays(30), options.ToOptions().Windows.Retention);
        Assert.Equal("https://example.org/hook", options.Webhook!.Url);
        Assert.Equal(("https://otlp.example.org", OtlpOptions.HttpProtobuf), (options.Otlp.Endpoint, options.Otlp.Protocol));
    }

    [Theory]
    [InlineData("{}", new[] { "log" })]
    [InlineData("{\"webhook\":{\"url\":\"https://example.org/\"}}", new[] { "log", "webhook" })]
    [InlineData("{\"webhook\":{\"url\":\"https://example.org/\"},\"incidents\":{\"channels\":[\"webhook\"]}}", new[] { "webhook" })]
    public void Without_channels_every_one_that_is_configured_is_told(string json, string[] channels) =>
        Assert.Equal(channels, Read(json).ToOptions().Incidents.Channels);

    [Fact]
    public void Defaults_are_those_of_the_core() =>
        Assert.Equal(new KanshiOptions().Windows, LocalOptions.Read(null).ToOptions().Windows);

    [Fact]
    public void Headers_of_otlp_in_a_file_are_refused_without_repeating_them()
    {
        var refused = Assert.Throws<InvalidDataException>(() => Read("{\"otlp\":{\"headers\":\"key=hush\"}}"));

        Assert.EndsWith("otlp.headers holds a key and has no place in a file; give it as KANSHI__OTLP__HEADERS", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"slack\":{\"ops\":{\"url\":\"https://hooks.slack.com/hush\"}}}", "slack.ops.url", "KANSHI__SLACK__OPS__URL")]
    [InlineData("{\"slack\":{\"ops\":{\"token\":\"hush\"}}}", "slack.ops.token", "KANSHI__SLACK__OPS__TOKEN")]
    [InlineData("{\"teams\":{\"ops\":{\"url\":\"https://x.logic.azure.com/hush\"}}}", "teams.ops.url", "KANSHI__TEAMS__OPS__URL")]
    [InlineData("{\"pagerDuty\":{\"ops\":{\"routingKey\":\"hush\"}}}", "pagerDuty.ops.routingKey", "KANSHI__PAGERDUTY__OPS__ROUTINGKEY")]
    [InlineData("{\"email\":{\"ops\":{\"password\":\"hush\"}}}", "email.ops.password", "KANSHI__EMAIL__OPS__PASSWORD")]
    public void Secrets_of_channels_in_a_file_are_refused_without_repeating_them(string json, string setting, string variable)
    {
        var refused = Assert.Throws<InvalidDataException>(() => Read(json));

        Assert.EndsWith($"{setting} is a secret and has no place in a file; give it as {variable}", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"webhooks\":{\"a b\":{\"url\":\"https://example.org\"}}}", "webhooks holds a channel whose name is not made of at most 50 letters, digits, - and _.")]
    [InlineData("{\"webhooks\":{\"log\":{\"url\":\"https://example.org\"}}}", "webhooks.log cannot be called log: that is the log's name.")]
    [InlineData("{\"webhook\":{\"url\":\"https://example.org\"},\"webhooks\":{\"Webhook\":{\"url\":\"https://example.org\"}}}", "the channel webhook is in webhook and in webhooks: give each a name of its own.")]
    [InlineData("{\"incidents\":{\"routes\":[{\"channels\":[\"ops\"]}]}}", "incidents.routes name the channel ops, and none is called that: there are log")]
    [InlineData("{\"incidents\":{\"routes\":[{\"channels\":[\"log\"],\"severities\":[0]}]}}", "incidents.routes[0].severities holds 0: severities are 1 (worst) to 4.")]
    [InlineData("{\"webhooks\":{\"ops\":{\"url\":\"http://example.org\"}}}", "webhooks.ops.url is http to example.org: use https; http is for this machine only.")]
    [InlineData("{\"publicUrl\":\"kanshi.example.org\"}", "publicUrl is no absolute http or https URL.")]
    [InlineData("{\"publicUrl\":\"http://me@kanshi.local\"}", "publicUrl holds a user name: it would stand in every message.")]
    [InlineData("{\"slack\":{\"ops\":{\"channel\":\"C1\"}}}", "slack.ops needs either url, an incoming webhook, or token and channel.")]
    [InlineData("{\"slack\":{\"ops\":{\"chanel\":\"C1\"}}}", "there is no setting 'chanel'")]
    public void Channels_that_cannot_be_used_are_told(string json, string problem) =>
        Assert.EndsWith(problem, Assert.Throws<InvalidDataException>(() => Read(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Routes_and_grouping_are_read()
    {
        var options = Read("""
            { "publicUrl": "https://kanshi.example.org", "webhooks": { "ops": { "url": "https://example.org/a" }, "Billing": { "url": "https://example.org/b" } },
              "incidents": { "groupWait": "00:01:00", "repeatInterval": "02:00:00",
                             "routes": [ { "channels": ["ops"], "severities": [1, 2], "services": ["support-*"], "kinds": ["opened", "approval-needed"] } ] } }
            """).ToOptions().Incidents;

        Assert.Equal(["billing", "log", "ops"], options.Channels.Order(StringComparer.Ordinal));
        Assert.Equal((TimeSpan.FromMinutes(1), TimeSpan.FromHours(2)), (options.GroupWait, options.RepeatInterval));
        var route = Assert.Single(options.Routes);
        Assert.Equal((2, "support-*", "approval-needed"), (route.Severities.Count, route.Services[0], route.Kinds[1]));
    }

    public void Dispose() => _folder.Dispose();

    private LocalOptions Read(string json)
    {
        File.WriteAllText(_folder.File("kanshi.json"), json);
        return LocalOptions.Read(_folder.File("kanshi.json"));
    }
}
