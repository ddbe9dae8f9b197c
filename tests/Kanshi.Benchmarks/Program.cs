using Kanshi.Benchmarks;
using Kanshi.Benchmarks.Detection;
using Kanshi.Benchmarks.Quality;
using Kanshi.Benchmarks.Series;

return args switch
{
    ["pipeline"] => PipelineBenchmark.Run(),
    ["quality"] => Math.Max(QualityReport.Run(listed: null), PiiQuality.Run(Console.Out, misses: false)),
    ["quality", "pii"] => PiiQuality.Run(Console.Out, misses: true),
    ["quality", var set] => QualityReport.Run(set),
    ["backtest"] => await BacktestBenchmark.RunAsync(1_000_000),
    ["load"] => await LoadBenchmark.RunAsync(1_000_000),
    ["load", var events] when int.TryParse(events, out var count) && count > 0 => await LoadBenchmark.RunAsync(count),
    ["fuzz"] => FuzzBenchmark.Run(1_000_000),
    ["fuzz", var cases] when int.TryParse(cases, out var count) && count > 0 => FuzzBenchmark.Run(count),
    ["intervals"] => IntervalBenchmark.Run(),
    ["detection"] => DetectionBenchmark.Run(services: 50, days: 90, rivals: true),
    ["detection", var services, var days] when int.TryParse(services, out var count) && int.TryParse(days, out var span) => DetectionBenchmark.Run(count, span, rivals: false),
    ["series"] => SeriesBenchmark.Run(),
    ["privacy"] => PrivacyBenchmark.Run(),
    ["hostile"] => HostileBenchmark.Run(),
    ["checks"] => CheckBenchmark.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        "usage: dotnet run -c Release --project tests/Kanshi.Benchmarks -- pipeline | quality [SET] | backtest | load [EVENTS] | fuzz [CASES] | privacy | hostile | checks | intervals | detection [SERVICES DAYS] | series");
    return 2;
}
