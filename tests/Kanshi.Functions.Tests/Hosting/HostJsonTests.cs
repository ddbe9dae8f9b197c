using System.Text.Json;
using Kanshi.Judging;
using Kanshi.Sampling;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Functions.Tests.Hosting;

/// <summary>What host.json says to the Functions host, against what the product relies on.</summary>
public sealed class HostJsonTests
{
    private static readonly JsonElement _host = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "host.json")));

    private static JsonElement EventHubs => _host.GetProperty("extensions").GetProperty("eventHubs");

    [Fact]
    public void Batches_are_large_and_are_waited_for_no_longer_than_a_window_is_late()
    {
        var (least, most) = (EventHubs.GetProperty("minEventBatchSize").GetInt32(), EventHubs.GetProperty("maxEventBatchSize").GetInt32());

        Assert.InRange(most, 256, 1000);
        Assert.InRange(least, 1, most);
        Assert.InRange(TimeSpan.Parse(EventHubs.GetProperty("maxWaitTime").GetString()!), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(5));
        Assert.True(EventHubs.GetProperty("prefetchCount").GetInt32() >= most);
    }

    /// <summary>It leaves half of each minute's calls to the traffic, and may find the other half taken now and then.</summary>
    [Fact]
    public void A_round_over_the_known_answers_has_time_enough_at_the_default_budget()
    {
        var minutes = Canaries.All.Count / (new SamplingOptions().JudgementsPerMinute / 2.0);

        Assert.True(TimeSpan.Parse(_host.GetProperty("functionTimeout").GetString()!) >= TimeSpan.FromMinutes(3 * minutes));
    }

    /// <summary>More than one a batch would be read again after a stop; it would be counted once all the same.</summary>
    [Fact]
    public void Every_batch_moves_the_checkpoint() => Assert.Equal(1, EventHubs.GetProperty("batchCheckpointFrequency").GetInt32());

    [Fact]
    public void A_partition_that_nobody_has_read_is_read_from_its_start() =>
        Assert.Equal("fromStart", EventHubs.GetProperty("initialOffsetOptions").GetProperty("type").GetString());

    [Fact]
    public void Routes_have_no_prefix_since_the_page_lies_at_the_root() =>
        Assert.Equal("", _host.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());

    [Fact]
    public void The_task_hub_has_a_name_of_its_own() => Assert.Equal("Kanshi", _host.GetProperty("extensions").GetProperty("durableTask").GetProperty("hubName").GetString());

    /// <summary>The host counts its executions by samples, but never the failed ones away: alerts are made of them.</summary>
    [Fact]
    public void Exceptions_are_not_sampled()
    {
        var sampling = _host.GetProperty("logging").GetProperty("applicationInsights").GetProperty("samplingSettings");

        Assert.Contains("Exception", sampling.GetProperty("excludedTypes").GetString(), StringComparison.Ordinal);
    }

    /// <summary>The isolated worker brings its extensions with it; a bundle named here would be a second, older set.</summary>
    [Fact]
    public void No_extension_bundle_is_named() => Assert.False(_host.TryGetProperty("extensionBundle", out _));

    [Theory]
    [InlineData("Microsoft.Azure.Functions.Worker", "2.")]
    [InlineData("Microsoft.Azure.Functions.Worker.Sdk", "2.")]
    [InlineData("Microsoft.Azure.Functions.Worker.Extensions.EventHubs", "6.")]
    [InlineData("Microsoft.Azure.Functions.Worker.Extensions.Timer", "4.")]
    [InlineData("Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore", "2.")]
    [InlineData("Microsoft.Azure.Functions.Worker.Extensions.DurableTask", "1.")]
    [InlineData("Microsoft.ApplicationInsights", "2.")]
    public void The_deployable_refers_to_the_extension_in_a_version_whose_settings_these_are(string package, string version)
    {
        var project = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "src", "Kanshi.Functions", "Kanshi.Functions.csproj"));
        var versions = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "Directory.Packages.props"));

        Assert.Contains($"<PackageReference Include=\"{package}\" />", project, StringComparison.Ordinal);
        Assert.Contains($"<PackageVersion Include=\"{package}\" Version=\"{version}", versions, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sources_have_no_conditions() => Assert.DoesNotContain(
        Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "src", "Kanshi.Functions"), "*.cs", SearchOption.AllDirectories),
        file => File.ReadAllText(file).Contains("#if", StringComparison.Ordinal));
}
