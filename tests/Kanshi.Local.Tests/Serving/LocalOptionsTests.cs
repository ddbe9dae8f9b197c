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

    public void Dispose() => _folder.Dispose();

    private LocalOptions Read(string json)
    {
        File.WriteAllText(_folder.File("kanshi.json"), json);
        return LocalOptions.Read(_folder.File("kanshi.json"));
    }
}
