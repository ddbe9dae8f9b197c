using Kanshi.Benchmarks;

return args switch
{
    ["pipeline"] => PipelineBenchmark.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Kanshi.Benchmarks -- pipeline");
    return 2;
}
