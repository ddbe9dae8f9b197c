using System.Diagnostics;
using Kanshi.Local.Lab;
using Kanshi.Testing;

namespace Kanshi.Benchmarks;

/// <summary>Times <c>kanshi backtest</c>, the whole command, on events without text over some days of four services.</summary>
internal static class BacktestBenchmark
{
    public static async Task<int> RunAsync(int events)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("events.ndjson");
        Write(file, events);
        var watch = Stopwatch.StartNew();
        var (exitCode, _, errors) = await KanshiProcess.RunAsync(["backtest", file]);
        Console.WriteLine(errors.TrimEnd());
        Console.WriteLine($"{events} events, {new FileInfo(file).Length / 1048576.0:F0} MiB: {watch.Elapsed.TotalSeconds:F1} s");
        return exitCode;
    }

    private static void Write(string file, int events)
    {
        var start = new DateTimeOffset(2026, 11, 9, 0, 0, 0, TimeSpan.Zero);
        using var stream = File.Create(file);
        foreach (var made in LabTraffic.Generate(Scenarios.Plain(start, services: 4, eventsPerMinute: 60), start, DateTimeOffset.MaxValue.AddDays(-1)).Take(events))
        {
            stream.Write(made.Line.Span);
            stream.WriteByte((byte)'\n');
        }
    }
}
