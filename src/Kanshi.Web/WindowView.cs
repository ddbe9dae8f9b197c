using Kanshi.Inference;
using Kanshi.Windows;

namespace Kanshi.Web;

/// <summary>A stream as the API lists it, with its newest window.</summary>
public sealed record StreamView(string Id, string Service, string Deployment, string Operation, WindowView? LastWindow);

/// <summary>A window in numbers: metrics in their own unit (shares 0..1), quantiles within 1 %.</summary>
public sealed record WindowView(
    DateTimeOffset Start,
    DateTimeOffset End,
    WindowState State,
    long Events,
    long Late,
    IReadOnlyDictionary<string, long> Outcomes,
    IReadOnlyDictionary<string, long> Findings,
    IReadOnlyDictionary<string, double> Metrics,
    IReadOnlyDictionary<string, QuantityView> Quantities,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Dimensions)
{
    public static WindowView Of(SeenWindow window, WindowOptions options)
    {
        var sketch = window.Sketch;
        var metrics = WindowMetric.All.Select(metric => (metric, Statistic: metric.Of(sketch))).Where(known => known.Statistic.Count > 0);
        return new WindowView(
            window.Start,
            options.EndOf(window.Start),
            window.State,
            sketch.Events,
            sketch.Late,
            Enum.GetValues<Outcome>().Where(outcome => sketch[outcome] > 0).ToDictionary(Name, outcome => sketch[outcome], StringComparer.Ordinal),
            sketch.Findings,
            metrics.ToDictionary(known => known.metric.Name, known => known.metric.InUnit(known.Statistic.Value), StringComparer.Ordinal),
            Windows.Quantities.All.Where(quantity => sketch[quantity].Count > 0)
                .ToDictionary(Name, quantity => QuantityView.Of(sketch[quantity]), StringComparer.Ordinal),
            sketch.Dimensions.Tables.ToDictionary(known => known.Key, known => Counts(known.Value), StringComparer.Ordinal));
    }

    private static string Name<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static IReadOnlyDictionary<string, long> Counts(DimensionTable table)
    {
        var counts = table.Values.ToDictionary(known => known.Key, known => known.Value.Events, StringComparer.Ordinal);
        if (table.Other is { } other)
            counts["other"] = counts.GetValueOrDefault("other") + other.Events;
        return counts;
    }
}

/// <summary>The distribution of a quantity in a window.</summary>
public sealed record QuantityView(long Count, double Mean, double Min, double P50, double P90, double P95, double P99, double Max)
{
    public static QuantityView Of(QuantileSketch sketch) => new(
        sketch.Count, sketch.Mean, sketch.Min, sketch.Quantile(.5), sketch.Quantile(.9), sketch.Quantile(.95), sketch.Quantile(.99), sketch.Max);
}
