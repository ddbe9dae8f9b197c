using Kanshi.Testing;
using Kanshi.Windows;

namespace Kanshi.Benchmarks.Detection;

/// <summary>A fault of the lab: what it makes of a healthy window. A window in which it has no data is left out of the delay.</summary>
/// <param name="Apply">The window, windows since onset (from 0), chance, and the sizes that belong to the service.</param>
/// <param name="Span">How many windows a detector has for it.</param>
/// <param name="Aim">Median and 90th percentile to reach, in windows; null where none was set.</param>
internal sealed record Fault(string Name, Func<WindowStatistics, int, Random, NullService, WindowStatistics> Apply, int Span, (int Median, int P90)? Aim, string Metric)
{
    private static readonly string[] _three = ["latency", "time-to-first-token", "cost"];

    public static IReadOnlyList<Fault> All { get; } =
    [
        Shift("10 sigma", 10, (3, 6), "latency"),
        Shift("6 sigma", 6, (4, 9), "latency"),
        Shift("4 sigma, one metric", 4, null, "latency"),
        Shift("4 sigma, three metrics", 4, (5, 10), _three),
        Refusals("refusal 2 to 12 %, n = 20", 20, null),
        Refusals("refusal 2 to 12 %, n = 50", 50, null),
        Refusals("refusal 2 to 12 %, n = 100", 100, (3, 7)),
        new("refusal +10 points over 3 days, to +5", (window, since, chance, _) => With(window, "refusal-rate", NullService.Share(chance, 0.02 + (0.1 * since / 864), 100)), 432, (432, 432), "refusal-rate"),
        new("judged failures 5 to 15 %, 50 an hour", (window, _, chance, _) => With(window, "negative-feedback-rate", NullService.Share(chance, 0.15, 4)), 192, (48, 96), "negative-feedback-rate"),
    ];

    /// <summary>Whether the window tells of the fault at all.</summary>
    public bool Shows(WindowStatistics window) => window.Metrics[IndexOf(Metric)].Count >= 5 || WindowMetric.All[IndexOf(Metric)].Kind == MetricKind.Share;

    private static Fault Shift(string name, double sigmas, (int Median, int P90)? aim, params string[] metrics) => new(
        name,
        (window, _, _, service) => metrics.Aggregate(window, (shifted, metric) => Shifted(shifted, IndexOf(metric), sigmas, service)),
        150, aim, metrics[0]);

    private static Fault Refusals(string name, int events, (int Median, int P90)? aim) =>
        new(name, (window, _, chance, _) => With(window, "refusal-rate", NullService.Share(chance, 0.12, events)), 150, aim, "refusal-rate");

    private static WindowStatistics Shifted(WindowStatistics window, int metric, double sigmas, NullService service)
    {
        var was = window.Metrics[metric];
        return was.Count == 0 ? window : With(window, WindowMetric.All[metric].Name, was with { Value = was.Value + (float)(sigmas * service.Sigma(metric, was.Count)) });
    }

    private static WindowStatistics With(WindowStatistics window, string metric, MetricStatistic statistic)
    {
        MetricStatistic[] metrics = [.. window.Metrics];
        metrics[IndexOf(metric)] = statistic;
        return window with { Metrics = metrics };
    }

    private static int IndexOf(string metric) => WindowMetric.All.Index().First(known => known.Item.Name == metric).Index;
}
