using Kanshi.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kanshi.Testing;

/// <summary>Keeps the events that it is sent.</summary>
public sealed class CollectedEvents : ITelemetryEvents
{
    private readonly List<TelemetryEvent> _events = [];

    public IReadOnlyList<TelemetryEvent> Events => _events;

    /// <summary>A feed that ends here.</summary>
    public TelemetryFeed Feed() => new([this], TimeProvider.System, NullLogger<TelemetryFeed>.Instance);

    public void Send(TelemetryEvent telemetryEvent) => _events.Add(telemetryEvent);
}
