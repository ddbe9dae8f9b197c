using Kanshi.Functions.Ingestion;
using Kanshi.Functions.Windows;
using Kanshi.Ingestion;
using Kanshi.Telemetry;
using Kanshi.Windows;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Kanshi.Functions.Tests.Telemetry;

/// <summary>The host as it is put together, without a hub that answers.</summary>
public sealed class HostTelemetryTests
{
    private const string Emulator = "Endpoint=sb://localhost;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;";

    [Fact]
    public async Task What_waits_in_the_hub_is_counted_in_messages()
    {
        await using var provider = Build();
        var heads = provider.GetRequiredService<IPartitionHeads>();

        Assert.Equal(5, heads.Between(-1, HubMessage.LastSequence(4)));
        Assert.Equal(3, heads.Between(HubMessage.LastSequence(1), HubMessage.LastSequence(4)));
    }

    [Fact]
    public async Task The_functions_that_tell_can_be_made()
    {
        await using var provider = Build();

        Assert.NotNull(ActivatorUtilities.CreateInstance<TickTimer>(provider));
        Assert.NotNull(ActivatorUtilities.CreateInstance<ScoreInferenceEvents>(provider));
        Assert.Empty(provider.GetServices<ITelemetryEvents>());
    }

    [Fact]
    public async Task Both_ways_out_can_be_taken_at_once()
    {
        await using var provider = Build(
            ("APPLICATIONINSIGHTS_CONNECTION_STRING", "InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=http://127.0.0.1:1/;LiveEndpoint=http://127.0.0.1:1/"),
            ("KANSHI:OTLP:ENDPOINT", "http://127.0.0.1:1/"));

        Assert.Equal(2, provider.GetServices<ITelemetryEvents>().Count());
    }

    private static ServiceProvider Build(params (string Name, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([.. settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)), new("KanshiEvents", Emulator), new("KanshiTables", "UseDevelopmentStorage=true")])
            .Build();
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        return services.AddKanshiFunctions(configuration).BuildServiceProvider();
    }
}
