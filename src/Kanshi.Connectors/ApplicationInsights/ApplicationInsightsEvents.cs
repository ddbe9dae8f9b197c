using Kanshi.Telemetry;
using Microsoft.ApplicationInsights;
using Microsoft.ApplicationInsights.DataContracts;

namespace Kanshi.Connectors.ApplicationInsights;

/// <summary>Events as rows of customEvents: dimensions under customDimensions, numbers under customMeasurements. Longer texts than Application Insights takes are cut.</summary>
public sealed class ApplicationInsightsEvents(TelemetryClient client) : ITelemetryEvents
{
    public const int MaxNameLength = 150;
    public const int MaxValueLength = 8192;

    public void Send(TelemetryEvent telemetryEvent)
    {
        var row = new EventTelemetry(Cut(telemetryEvent.Name, MaxNameLength));
        foreach (var (name, value) in telemetryEvent.Dimensions)
            row.Properties[Cut(name, MaxNameLength)] = Cut(value, MaxValueLength);
        foreach (var (name, value) in telemetryEvent.Measurements)
            row.Metrics[Cut(name, MaxNameLength)] = value;
        client.TrackEvent(row);
    }

    /// <summary>Never half of a surrogate pair.</summary>
    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
            return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
