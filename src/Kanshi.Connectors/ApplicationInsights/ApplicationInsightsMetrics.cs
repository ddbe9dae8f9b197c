using System.Diagnostics.Metrics;
using Kanshi.Telemetry;
using Microsoft.ApplicationInsights;
using Microsoft.ApplicationInsights.Metrics;

namespace Kanshi.Connectors.ApplicationInsights;

/// <summary>
/// Listens to the product's meter and hands every measurement to the client's aggregation, which makes one record a minute of each combination of
/// dimensions: with count, sum, least and greatest. Disposing stops listening; flushing the client sends the minute that is not over.
/// </summary>
public sealed class ApplicationInsightsMetrics : IDisposable
{
    /// <summary>
    /// Values of one dimension. The client drops what goes beyond, which would make the books look wrong: it is well above the most that there can be,
    /// the reasons of what is set aside (<see cref="KanshiMetrics.MaxReasons"/>, and some codes).
    /// </summary>
    public const int MaxValues = 200;

    /// <summary>Combinations of two dimensions: 20 metrics that page or not, channels with three results.</summary>
    public const int MaxSeries = 400;

    private static readonly MetricConfiguration _limits = new(MaxSeries, MaxValues, new MetricSeriesConfigurationForMeasurement(restrictToUInt32Values: false));
    private readonly TelemetryClient _client;
    private readonly MeterListener _listener = new();

    public ApplicationInsightsMetrics(TelemetryClient client, KanshiMetrics metrics)
    {
        _client = client;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == metrics.Meter)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Track(instrument.Name, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Track(instrument.Name, value, tags));
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    private void Track(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        switch (tags)
        {
            case []:
                _client.GetMetric(name, _limits).TrackValue(value);
                break;
            case [var only]:
                _client.GetMetric(name, only.Key, _limits).TrackValue(value, (string)only.Value!);
                break;
            case [var first, var second]:
                _client.GetMetric(name, first.Key, second.Key, _limits).TrackValue(value, (string)first.Value!, (string)second.Value!);
                break;
            default:
                throw new NotSupportedException($"{name} has {tags.Length} dimensions: two are as many as are passed on.");
        }
    }
}
