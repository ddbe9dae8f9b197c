using System.Diagnostics;
using System.Text.Json;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Scoring;
using Kanshi.Storage;
using Kanshi.Telemetry;
using Kanshi.Windows;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kanshi.Benchmarks;

/// <summary>
/// What an event costs from its bytes into its window (read, dedup, score, fold, books, metrics that nobody hears; all rows written to memory), beside a bare token walk of
/// the same bytes. Both are timed in turns in one run on one thread, since these machines are noisy: only the ratio means anything elsewhere.
/// </summary>
internal static class PipelineBenchmark
{
    private const int Events = 20_000;
    private const int BatchSize = 500;
    private const int Rounds = 9;
    private static readonly WindowOptions _options = new() { CheckClock = false };

    public static int Run()
    {
        var lines = CheckTable.Records(Events);
        var bytes = lines.Sum(line => (long)line.Length);
        Console.WriteLine($"{Events} generated events, {bytes / (double)Events:F0} B each; {Rounds} rounds, medians");
        var (walks, reads, scores, pipelines) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var (eventBytes, scoredBytes, foldedBytes) = (0L, 0L, 0L);
        for (var round = 0; round <= Rounds; round++)
        {
            var walk = Time(() => Walk(lines), out _);
            var read = Time(() => Read(lines), out eventBytes);
            var score = Time(() => ReadAndScore(lines), out scoredBytes);
            var pipeline = Time(() => Fold(lines), out foldedBytes);
            if (round == 0)
                continue; // the first round warms up
            walks.Add(walk);
            reads.Add(read);
            scores.Add(score);
            pipelines.Add(pipeline);
        }

        Print("token walk (Utf8JsonReader)", Median(walks));
        Print("read", Median(reads));
        Print("read + score", Median(scores));
        Print("read + dedup + score + fold + books", Median(pipelines));
        Console.WriteLine($"garbage of an event: itself {eventBytes / (double)Events:F0} B, its scoring {(scoredBytes - eventBytes) / (double)Events:F0} B, its share of batches and rows {(foldedBytes - scoredBytes) / (double)Events:F0} B");
        Console.WriteLine($"ratio {Median([.. pipelines.Zip(walks, (pipeline, walk) => pipeline / walk)]):F1}");
        return 0;
    }

    private static long Walk(ReadOnlyMemory<byte>[] lines)
    {
        var tokens = 0L;
        foreach (var line in lines)
        {
            var reader = new Utf8JsonReader(line.Span);
            while (reader.Read())
                tokens++;
        }

        return tokens;
    }

    private static long Read(ReadOnlyMemory<byte>[] lines)
    {
        var reader = new EventReader();
        return lines.LongCount(line => reader.TryRead(line, out _, out _));
    }

    private static long ReadAndScore(ReadOnlyMemory<byte>[] lines)
    {
        var reader = new EventReader();
        var scorer = new ResponseScorer();
        return lines.LongCount(line => reader.TryRead(line, out var inferenceEvent, out _) && scorer.Score(inferenceEvent).Risk >= 0);
    }

    private static long Fold(ReadOnlyMemory<byte>[] lines)
    {
        var rows = new MemoryRowStore();
        var partition = new SourcePartition("bench", "events", "0");
        using var metrics = new KanshiMetrics();
        var telemetry = new IngestionTelemetry(metrics, new TelemetryFeed([], TimeProvider.System, NullLogger<TelemetryFeed>.Instance));
        var ingestor = new PartitionIngestor(partition, rows, new StreamRegistry(rows, 100), new EventReader(), new ResponseScorer(), _options, telemetry: telemetry);
        var enqueued = new DateTimeOffset(2026, 11, 16, 1, 0, 0, TimeSpan.Zero);
        var scored = 0L;
        var batch = new List<Delivery>(BatchSize);
        for (var i = 0; i < lines.Length; i++)
        {
            batch.Add(new Delivery(i, enqueued, lines[i]));
            if (batch.Count < BatchSize && i < lines.Length - 1)
                continue;
            // Over memory nothing waits: the task is complete.
            scored += ingestor.IngestAsync(batch, CancellationToken.None).AsTask().GetAwaiter().GetResult().Scored;
            batch.Clear();
        }

        return scored == lines.Length ? scored : throw new InvalidOperationException($"{scored} of {lines.Length} events were scored");
    }

    private static double Time(Func<long> work, out long allocated)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        GC.KeepAlive(work());
        var microseconds = watch.Elapsed.TotalMicroseconds / Events;
        allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return microseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(string stage, double microseconds) =>
        Console.WriteLine($"{stage,-36} {microseconds,7:F2} us an event, {1e6 / microseconds,10:N0} events/s");
}
