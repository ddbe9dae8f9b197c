using Kanshi.Connectors.ApplicationInsights;
using Kanshi.Connectors.Tests.ApplicationInsights;
using Kanshi.Telemetry;
using Kanshi.Testing;
using Microsoft.ApplicationInsights;
using Microsoft.ApplicationInsights.Channel;
using Microsoft.ApplicationInsights.DataContracts;
using Microsoft.Extensions.DependencyInjection;

namespace Kanshi.Connectors.Tests.Telemetry;

/// <summary>What Application Insights receives of the scenario, by the name of the event or metric.</summary>
internal sealed class CapturedTelemetry
{
    private readonly Dictionary<string, HashSet<string>> _dimensions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _measurements = new(StringComparer.Ordinal);
    private readonly HashSet<string> _values = new(StringComparer.Ordinal);

    /// <summary>Names of events and metrics.</summary>
    public IReadOnlyCollection<string> Names => _dimensions.Keys;

    /// <summary>Values of dimensions, whichever.</summary>
    public IReadOnlySet<string> Values => _values;

    public IEnumerable<string> DimensionsOf(IEnumerable<string> names) => names.SelectMany(name => _dimensions[name]);

    public IEnumerable<string> MeasurementsOf(IEnumerable<string> names) => names.SelectMany(name => _measurements[name]);

    public static async Task<CapturedTelemetry> RunAsync(CancellationToken cancellation)
    {
        using var channel = new CapturedChannel();
        var services = TelemetryScenario.Register(new ServiceCollection().AddLogging());
        services.AddSingleton(channel.Client());
        services.AddSingleton<ITelemetryEvents, ApplicationInsightsEvents>();
        services.AddSingleton<ApplicationInsightsMetrics>();
        await using var provider = services.BuildServiceProvider();
        _ = provider.GetRequiredService<ApplicationInsightsMetrics>();

        await TelemetryScenario.RunAsync(provider, cancellation);
        provider.GetRequiredService<TelemetryClient>().Flush();
        var captured = new CapturedTelemetry();
        foreach (var item in channel.Items)
            captured.Add(item);
        return captured;
    }

    private void Add(ITelemetry item)
    {
        var (name, properties, numbers) = item switch
        {
            EventTelemetry row => (row.Name, row.Properties, row.Metrics.Keys),
            MetricTelemetry metric => (metric.Name, metric.Properties, []),
            _ => throw new InvalidOperationException($"{item.GetType().Name} was not expected"),
        };
        if (!_dimensions.ContainsKey(name))
            (_dimensions[name], _measurements[name]) = (new(StringComparer.Ordinal), new(StringComparer.Ordinal));
        _dimensions[name].UnionWith(properties.Keys);
        _measurements[name].UnionWith(numbers);
        _values.UnionWith(properties.Values);
    }
}
