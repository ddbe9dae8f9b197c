using Kanshi.Connectors.Notifying;
using Kanshi.Connectors.OpenAI;
using Kanshi.Connectors.OpenTelemetry;
using Kanshi.Functions.EventHubs;
using Kanshi.Functions.Incidents;
using Kanshi.Functions.Ingestion;
using Kanshi.Functions.Settings;
using Kanshi.Functions.Tables;
using Kanshi.Functions.Telemetry;
using Kanshi.Functions.Windows;
using Kanshi.Incidents;
using Kanshi.Ingestion;
using Kanshi.Sampling;
using Kanshi.Storage;
using Kanshi.Windows;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Kanshi.Functions;

public static class FunctionsServices
{
    /// <summary>The core over Tables and Event Hubs, in the order of the flow.</summary>
    /// <exception cref="InvalidDataException">The app settings cannot be used; the message has all that is wrong with a section.</exception>
    public static IServiceCollection AddKanshiFunctions(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = FunctionsSettings.Read(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging(logging => logging
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning) // at Information it logs every URL, and with it ?code=
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)); // nothing here is protected by it

        // Made now, so that a connection that is not configured stops the start and not each function.
        services.AddSingleton<IRowStore>(TableRowStore.Open(configuration, TimeProvider.System));
        services.AddSingleton(HubConnection.Producer(configuration, HubNames.InferenceEvents));
        services.AddSingleton(settings.Hub);
        services.AddSingleton<IEventSink, EventHubSink>();
        services.AddSingleton<IPartitionHeads, EventHubHeads>();

        services.AddApplicationInsights(configuration);
        services.AddOtlp(settings.Otlp);
        services.AddSingleton<IncidentPokes>();
        services.AddSingleton<IIncidentObserver>(provider => provider.GetRequiredService<IncidentPokes>());
        services.AddKanshi(settings.ToOptions());
        services.AddKanshiNotifiers(settings);

        if (settings.Judge.IsConfigured)
        {
            var sampled = HubConnection.Producer(configuration, HubNames.SampledResponses);
            services.AddSingleton<ISampledSink>(new SampledHub(sampled));
            services.AddKanshiJudge(settings.Judge);
        }

        services.AddSingleton<PartitionIngestors>();
        services.AddSingleton<WindowClosing>();
        services.AddSingleton<IncidentWatchdog>();
        return services;
    }
}
