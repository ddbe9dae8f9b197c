using System.Collections.Concurrent;
using Microsoft.ApplicationInsights;
using Microsoft.ApplicationInsights.Channel;
using Microsoft.ApplicationInsights.Extensibility;

namespace Kanshi.Connectors.Tests.ApplicationInsights;

/// <summary>Keeps what the client would send.</summary>
internal sealed class CapturedChannel : ITelemetryChannel
{
    private readonly ConcurrentQueue<ITelemetry> _items = new();

    public bool? DeveloperMode { get; set; }

    public string? EndpointAddress { get; set; }

    public IEnumerable<ITelemetry> Items => _items;

    public TelemetryClient Client() => new(new TelemetryConfiguration
    {
        TelemetryChannel = this,
        ConnectionString = "InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=http://127.0.0.1:1/",
    });

    public void Send(ITelemetry item) => _items.Enqueue(item);

    public void Flush()
    {
    }

    public void Dispose()
    {
    }
}
