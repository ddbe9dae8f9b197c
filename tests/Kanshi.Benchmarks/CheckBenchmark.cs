using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Kanshi.Inference;
using Kanshi.Scoring;

namespace Kanshi.Benchmarks;

/// <summary>
/// Each check over ordinary events, with its garbage, by BenchmarkDotNet. In this process, since what the checks are made of is internal. A
/// check's time holds that of the examination, which "none" shows alone.
/// </summary>
[MemoryDiagnoser]
public class CheckBenchmark
{
    private const int Events = 256;
    private readonly InferenceEvent[] _events = CheckTable.Events(Events);
    private Check? _check;

    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = "";

    public static IEnumerable<string> Names => ["none", .. CheckTable.Checks.Select(check => check.Name)];

    internal static int Run()
    {
        BenchmarkRunner.Run<CheckBenchmark>(DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)));
        return 0;
    }

    [GlobalSetup]
    public void Choose() => _check = CheckTable.Checks.FirstOrDefault(check => check.Name == Name).Check ?? new NoCheck();

    [Benchmark(OperationsPerInvoke = Events)]
    public int Score()
    {
        var found = 0;
        foreach (var e in _events)
            found += CheckTable.Run(_check!, e);
        return found;
    }

    private sealed class NoCheck : Check
    {
        public override void Run(ref Examination examination)
        {
            // what the examination costs by itself
        }
    }
}
