using Kanshi.Connectors.ApplicationInsights;
using Kanshi.Telemetry;
using Microsoft.ApplicationInsights.WorkerService;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kanshi.Functions.Telemetry;

public static class ApplicationInsightsServices
{
    public const string ConnectionString = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string LoggerProvider = "Microsoft.Extensions.Logging.ApplicationInsights.ApplicationInsightsLoggerProvider";

    /// <summary>
    /// Logs, metrics and events of the worker to Application Insights; nothing is registered, and nothing sent, without a connection string. The identity
    /// of APPLICATIONINSIGHTS_AUTHENTICATION_STRING is taken up by the Functions package itself.
    /// </summary>
    public static IServiceCollection AddApplicationInsights(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration[ConnectionString] is not { Length: > 0 } connectionString)
            return services;
        services.AddApplicationInsightsTelemetryWorkerService(options => Configure(options, connectionString));
        services.ConfigureFunctionsApplicationInsights();

        // The SDK's own rule, which lets nothing under a warning through.
        services.Configure<LoggerFilterOptions>(options =>
        {
            foreach (var rule in options.Rules.Where(rule => rule.ProviderName == LoggerProvider).ToArray())
                options.Rules.Remove(rule);
        });
        services.AddSingleton<ITelemetryEvents, ApplicationInsightsEvents>();
        services.AddSingleton<ApplicationInsightsMetrics>();
        services.AddHostedService<ApplicationInsightsLifetime>();
        return services;
    }

    private static void Configure(ApplicationInsightsServiceOptions options, string connectionString)
    {
        options.ConnectionString = connectionString;

        // The worker does not read host.json: sampling is turned off here, or findings would be thinned out when there are many.
        options.EnableAdaptiveSampling = false;

        // Unsampled, the rows that a batch writes would be most of what is paid for; and a function is no virtual machine to ask about itself.
        options.EnableDependencyTrackingTelemetryModule = false;
        options.EnablePerformanceCounterCollectionModule = false;
        options.EnableAzureInstanceMetadataTelemetryModule = false;
    }
}
