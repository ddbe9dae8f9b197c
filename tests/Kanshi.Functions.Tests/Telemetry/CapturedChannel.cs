using System.Collections.Concurrent;
using Microsoft.ApplicationInsights.Channel;

namespace Kanshi.Functions.Tests.Telemetry;

/// <summary>Keeps what would be sent.</summary>
internal sealed class CapturedChannel : ITelemetryChannel
{
    private readonly ConcurrentQueue<ITelemetry> _items = new();

    public bool? DeveloperMode { get; set; }

    public string? EndpointAddress { get; set; }

    public IEnumerable<ITelemetry> Items => _items;

    public void Send(ITelemetry item) => _items.Enqueue(item);

    public void Flush()
    {
    }

    public void Dispose()
    {
    }
}
