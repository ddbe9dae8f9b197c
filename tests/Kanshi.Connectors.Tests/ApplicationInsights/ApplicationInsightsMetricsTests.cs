using Kanshi.Connectors.ApplicationInsights;
using Kanshi.Ingestion;
using Kanshi.Telemetry;
using Microsoft.ApplicationInsights;
using Microsoft.ApplicationInsights.DataContracts;
using Xunit;

namespace Kanshi.Connectors.Tests.ApplicationInsights;

public sealed class ApplicationInsightsMetricsTests : IDisposable
{
    private readonly CapturedChannel _channel = new();
    private readonly KanshiMetrics _metrics = new();
    private readonly TelemetryClient _client;
    private readonly ApplicationInsightsMetrics _listener;

    public ApplicationInsightsMetricsTests()
    {
        _client = _channel.Client();
        _listener = new ApplicationInsightsMetrics(_client, _metrics);
    }

    [Fact]
    public void Many_measurements_become_one_record_of_each_combination()
    {
        for (var i = 0; i < 1000; i++)
            _metrics.RecordsCounted(new LedgerCounts { Received = 500, Scored = 500 });
        _metrics.SignalRaised("latency", page: true);
        _metrics.SignalRaised("latency", page: true);
        _metrics.SignalRaised("latency", page: false);

        var records = Flushed();
        Assert.Equal(500_000, records.Single(record => record.Name == "kanshi.events.received").Sum);
        var signals = records.Where(record => record.Name == "kanshi.signals").ToDictionary(record => record.Properties["page"], record => record.Sum, StringComparer.Ordinal);
        Assert.Equal((2, 1), (signals["true"], signals["false"]));
        Assert.Equal(4, records.Length);
    }

    [Fact]
    public void A_level_keeps_its_greatest_value()
    {
        foreach (var lag in new[] { 3, 70, 0 })
            _metrics.Lagging(lag);

        var record = Assert.Single(Flushed());
        Assert.Equal((3, 0.0, 70.0), (record.Count!.Value, record.Min!.Value, record.Max!.Value));
    }

    [Fact]
    public void As_many_reasons_as_there_can_be_are_all_told_and_their_sum_is_right()
    {
        for (var i = 0; i < 300; i++)
            _metrics.RecordsCounted(new LedgerCounts { SetAside = { [$"MissingField:field{i}"] = 1, [$"WrongType:field{i}"] = 1 } });

        var records = Flushed();
        Assert.InRange(records.Length, 100, ApplicationInsightsMetrics.MaxValues);
        Assert.Equal(600, records.Sum(record => record.Sum));
    }

    [Fact]
    public void Another_meter_of_the_same_name_is_not_heard()
    {
        using var other = new KanshiMetrics();
        other.TickDone();

        Assert.Empty(Flushed());
    }

    [Fact]
    public void Once_disposed_it_hears_nothing()
    {
        _listener.Dispose();
        _metrics.TickDone();

        Assert.Empty(Flushed());
    }

    public void Dispose()
    {
        _listener.Dispose();
        _metrics.Dispose();
        _channel.Dispose();
    }

    private MetricTelemetry[] Flushed()
    {
        _client.Flush();
        return [.. _channel.Items.Cast<MetricTelemetry>()];
    }
}
