using Kanshi.Connectors.ApplicationInsights;
using Microsoft.ApplicationInsights;
using Microsoft.Extensions.Hosting;

namespace Kanshi.Functions.Telemetry;

/// <summary>Listens to the metrics from the start on, and sends what has collected before the process ends.</summary>
public sealed class ApplicationInsightsLifetime(ApplicationInsightsMetrics metrics, TelemetryClient client) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        metrics.Dispose();
        await client.FlushAsync(cancellationToken);
    }
}
