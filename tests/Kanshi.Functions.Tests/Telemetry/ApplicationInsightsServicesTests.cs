using System.Reflection;
using Azure.Identity;
using Kanshi.Functions.Telemetry;
using Kanshi.Telemetry;
using Kanshi.Testing;
using Microsoft.ApplicationInsights.Channel;
using Microsoft.ApplicationInsights.DataContracts;
using Microsoft.ApplicationInsights.Extensibility;
using Microsoft.ApplicationInsights.WorkerService;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;

namespace Kanshi.Functions.Tests.Telemetry;

public sealed class ApplicationInsightsServicesTests : IDisposable
{
    /// <summary>Every endpoint is a port of this machine on which nobody listens.</summary>
    private const string Nowhere =
        "InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=http://127.0.0.1:1/;LiveEndpoint=http://127.0.0.1:1/";

    private readonly CapturedChannel _channel = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_sampled()
    {
        await using var provider = Build();
        var configuration = provider.GetRequiredService<TelemetryConfiguration>();

        Assert.False(provider.GetRequiredService<IOptions<ApplicationInsightsServiceOptions>>().Value.EnableAdaptiveSampling);
        var processors = configuration.TelemetrySinks.SelectMany(sink => sink.TelemetryProcessors).Concat(configuration.TelemetryProcessors).ToArray();
        Assert.NotEmpty(processors);
        Assert.DoesNotContain(processors, processor => processor.GetType().Name.Contains("Sampling", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_finding_arrives_with_exactly_what_is_documented()
    {
        await using var provider = Build();
        await TelemetryScenario.RunAsync(provider, Cancellation);

        var sent = _channel.Items.OfType<EventTelemetry>().First(row => row.Name == "gen_ai.evaluation.result");
        Assert.Equal(
            [
                "gen_ai.evaluation.name=refusal", "gen_ai.evaluation.score.label=finding", "gen_ai.operation.name=chat", "gen_ai.request.model=gpt-4o",
                "gen_ai.response.id=one", "gen_ai.response.model=gpt-4o-2024-11-20", "kanshi.deployment=gpt-4o-jpe", "kanshi.evaluator.kind=heuristic",
                $"kanshi.evaluator.version={KanshiVersion.Text}", "kanshi.finding.kind=full", "kanshi.part=output", "kanshi.service=support-bot",
                "kanshi.stream=support-bot~gpt-4o-jpe~chat",
            ],
            sent.Properties.Select(property => $"{property.Key}={property.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(["gen_ai.evaluation.score.value", "kanshi.risk"], sent.Metrics.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_a_thousand_events_a_thousand_arrive()
    {
        await using var provider = Build();
        var listener = provider.GetServices<ITelemetryEvents>().Single();
        for (var i = 0; i < 1000; i++)
            listener.Send(new TelemetryEvent("e", [], []));

        Assert.Equal(1000, _channel.Items.OfType<EventTelemetry>().Count());
        Assert.All(_channel.Items.OfType<EventTelemetry>(), sent => Assert.True(((ISupportSampling)sent).SamplingPercentage is null or 100));
    }

    [Fact]
    public async Task Information_that_is_logged_arrives_and_debugging_does_not()
    {
        await using var provider = Build();
        var logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger("Kanshi");
        Log(logger, LogLevel.Information, "told");
        Log(logger, LogLevel.Debug, "not told");

        Assert.Equal(["told"], _channel.Items.OfType<TraceTelemetry>().Select(trace => trace.Message));
    }

    [Fact]
    public async Task What_has_collected_is_sent_before_the_end()
    {
        await using var provider = Build();
        var lifetime = provider.GetServices<IHostedService>().OfType<ApplicationInsightsLifetime>().Single();
        await lifetime.StartAsync(Cancellation);
        provider.GetRequiredService<KanshiMetrics>().TickDone();
        await lifetime.StopAsync(Cancellation);

        Assert.Equal("kanshi.ticks", Assert.Single(_channel.Items.OfType<MetricTelemetry>()).Name);
    }

    [Fact]
    public async Task The_identity_of_the_settings_sends()
    {
        await using var provider = Build(("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "ClientId=11111111-2222-3333-4444-555555555555;Authorization=AAD"));

        Assert.IsType<ManagedIdentityCredential>(CredentialOf(provider.GetRequiredService<TelemetryConfiguration>()));
    }

    [Fact]
    public async Task Without_an_authentication_string_there_is_no_identity()
    {
        await using var provider = Build();

        Assert.Null(CredentialOf(provider.GetRequiredService<TelemetryConfiguration>()));
    }

    [Fact]
    public async Task The_host_is_told_that_the_worker_sends_its_own_logs()
    {
        await using var provider = Build();

        Assert.Contains("WorkerApplicationInsightsLoggingEnabled", provider.GetRequiredService<IOptions<WorkerOptions>>().Value.Capabilities.Keys);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_connection_string_nothing_is_registered(string? connectionString) =>
        Assert.Empty(new ServiceCollection().AddApplicationInsights(Configuration((ApplicationInsightsServices.ConnectionString, connectionString))));

    public void Dispose() => _channel.Dispose();

    private static IConfigurationRoot Configuration(params (string Name, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))).Build();

    private static object? CredentialOf(TelemetryConfiguration configuration)
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var envelope = typeof(TelemetryConfiguration).GetProperty("CredentialEnvelope", Any)!.GetValue(configuration);
        return envelope?.GetType().GetProperty("Credential", Any)!.GetValue(envelope);
    }

    private static void Log(ILogger logger, LogLevel level, string text) => logger.Log(level, default, text, exception: null, (state, _) => state);

    private ServiceProvider Build(params (string Name, string? Value)[] settings)
    {
        var configuration = Configuration([.. settings, (ApplicationInsightsServices.ConnectionString, Nowhere)]);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<ITelemetryChannel>(_channel);
        services.AddApplicationInsights(configuration);
        return TelemetryScenario.Register(services).BuildServiceProvider();
    }
}
