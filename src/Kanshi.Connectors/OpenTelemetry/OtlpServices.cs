using Kanshi.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Kanshi.Connectors.OpenTelemetry;

public static class OtlpServices
{
    /// <summary>Sends metrics and events where the options say; nothing when they name no endpoint.</summary>
    public static IServiceCollection AddOtlp(this IServiceCollection services, OtlpOptions options)
    {
        if (options.Endpoint.Length == 0)
            return services;
        services.AddSingleton(_ => new OtlpExport(options));
        return services.AddSingleton<ITelemetryEvents>(provider => provider.GetRequiredService<OtlpExport>());
    }
}
