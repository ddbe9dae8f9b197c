using Kanshi.Connectors.ApplicationInsights;
using Kanshi.Telemetry;
using Microsoft.ApplicationInsights.DataContracts;
using Xunit;

namespace Kanshi.Connectors.Tests.ApplicationInsights;

public sealed class ApplicationInsightsEventsTests : IDisposable
{
    private readonly CapturedChannel _channel = new();

    [Fact]
    public void Dimensions_become_properties_and_numbers_measurements()
    {
        var row = Sent(new TelemetryEvent("kanshi.incident", [new("kanshi.service", "bot")], [new("kanshi.incident.severity", 2)]));

        Assert.Equal("kanshi.incident", row.Name);
        Assert.Equal([new("kanshi.service", "bot")], row.Properties);
        Assert.Equal([new("kanshi.incident.severity", 2)], row.Metrics);
    }

    [Fact]
    public void What_is_too_long_is_cut_and_no_character_halved()
    {
        var row = Sent(new TelemetryEvent("e", [new(new string('n', 200), new string('v', 8191) + "😀")], []));

        Assert.Equal([new(new string('n', 150), new string('v', 8191))], row.Properties);
    }

    public void Dispose() => _channel.Dispose();

    private EventTelemetry Sent(TelemetryEvent telemetryEvent)
    {
        new ApplicationInsightsEvents(_channel.Client()).Send(telemetryEvent);
        return Assert.IsType<EventTelemetry>(Assert.Single(_channel.Items));
    }
}
