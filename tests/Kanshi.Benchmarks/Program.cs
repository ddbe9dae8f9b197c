using Kanshi.Benchmarks;

return args switch
{
    ["pipeline"] => PipelineBenchmark.Run(),
    ["backtest"] => await BacktestBenchmark.RunAsync(1_000_000),
    ["load"] => await LoadBenchmark.RunAsync(1_000_000),
    ["load", var events] when int.TryParse(events, out var count) && count > 0 => await LoadBenchmark.RunAsync(count),
    ["quality-pii"] => PiiQuality.Run(Console.Out, misses: false),
    ["quality-pii", "--misses"] => PiiQuality.Run(Console.Out, misses: true),
    ["privacy"] => PrivacyBenchmark.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Kanshi.Benchmarks -- pipeline | backtest | load [EVENTS] | quality-pii [--misses] | privacy");
    return 2;
}
