using System.Diagnostics.Metrics;
using Kanshi.Telemetry;

namespace Kanshi.Testing;

/// <summary>Hears everything that one set of metrics records.</summary>
public sealed class MetricsProbe : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _lock = new();
    private readonly List<Measured> _measured = [];

    public MetricsProbe()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == Metrics.Meter)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument.Name, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument.Name, value, tags));
        _listener.Start();
    }

    /// <param name="Tags">Values in the order of their names, joined by a space.</param>
    private sealed record Measured(string Name, double Value, string Tags);

    public KanshiMetrics Metrics { get; } = new();

    /// <summary>What was recorded under a name in all; with <paramref name="tags"/>, their values in the order in which they are given, of these only.</summary>
    public double Sum(string name, string? tags = null)
    {
        lock (_lock)
            return _measured.Where(measured => measured.Name == name && (tags is null || measured.Tags == tags)).Sum(measured => measured.Value);
    }

    /// <summary>Each value that was recorded under a name.</summary>
    public IReadOnlyList<double> Values(string name)
    {
        lock (_lock)
            return [.. _measured.Where(measured => measured.Name == name).Select(measured => measured.Value)];
    }

    /// <summary>The combinations of tag values under a name.</summary>
    public IReadOnlyList<string> TagsOf(string name)
    {
        lock (_lock)
            return [.. _measured.Where(measured => measured.Name == name).Select(measured => measured.Tags).Distinct(StringComparer.Ordinal)];
    }

    public void Dispose()
    {
        _listener.Dispose();
        Metrics.Dispose();
    }

    private void Hear(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = string.Join(' ', tags.ToArray().Select(tag => tag.Value));
        lock (_lock)
            _measured.Add(new Measured(name, value, text));
    }
}
