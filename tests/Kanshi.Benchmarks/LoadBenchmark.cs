using System.Diagnostics;
using Kanshi.Local.Lab;
using Kanshi.Testing;

namespace Kanshi.Benchmarks;

/// <summary>
/// Sends events over HTTP to the real server, in batches of 100 on two connections, as fast as it takes them, and prints rate, time to
/// acknowledge, resident memory on the way, and whether the books hold every event.
/// </summary>
internal static class LoadBenchmark
{
    private const int BatchSize = 100;
    private const int Connections = 2;

    public static async Task<int> RunAsync(int events)
    {
        using var folder = new TemporaryFolder();
        using var server = await KanshiProcess.ServeAsync(folder.File("data"));
        var acknowledged = new List<double>();
        var resident = new List<string>();
        var watch = Stopwatch.StartNew();
        var sent = 0;
        var running = new List<Task<double>>();
        foreach (var batch in Bodies(events))
        {
            if (running.Count == Connections)
                acknowledged.Add(await TakeAsync(running));
            running.Add(PostAsync(server, batch));
            sent += BatchSize;
            if (sent % (events / 10) < BatchSize)
                resident.Add($"{server.ResidentBytes / 1048576.0:F0}");
        }

        while (running.Count > 0)
            acknowledged.Add(await TakeAsync(running));
        var accepted = watch.Elapsed;
        var books = await SettledAsync(server, events);
        Console.WriteLine($"{events} events of about 490 B in batches of {BatchSize}: accepted in {accepted.TotalSeconds:F1} s ({events / accepted.TotalSeconds:N0}/s), folded after {watch.Elapsed.TotalSeconds:F1} s");
        Console.WriteLine($"acknowledged in p50 {Quantile(acknowledged, .5):F1} ms, p99 {Quantile(acknowledged, .99):F1} ms, max {acknowledged.Max():F1} ms");
        Console.WriteLine($"resident MiB at each tenth: {string.Join(' ', resident)}; at the end {server.ResidentBytes / 1048576.0:F0}");
        Console.WriteLine($"on disk, MiB: {string.Join(", ", Directory.GetFiles(folder.File("data")).Select(file => $"{Path.GetFileName(file)} {new FileInfo(file).Length / 1048576.0:F1}"))}");
        Console.WriteLine($"received {books.Received}, scored {books.Scored}");
        return books.Scored == events ? 0 : 1;
    }

    private static IEnumerable<byte[]> Bodies(int events)
    {
        // As many events as asked for over twelve streams: at this rate a third of a day holds them, whatever the hour, and none lies in the future.
        var start = TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(24);
        var scenario = Scenarios.Plain(start, services: 12, eventsPerMinute: events / 12.0 / (8 * 60));
        foreach (var chunk in LabTraffic.Generate(scenario, start, start + TimeSpan.FromHours(24)).Take(events).Chunk(BatchSize))
        {
            using var body = new MemoryStream();
            foreach (var made in chunk)
            {
                body.Write(made.Line.Span);
                body.WriteByte((byte)'\n');
            }

            yield return body.ToArray();
        }
    }

    private static async Task<double> TakeAsync(List<Task<double>> running)
    {
        var done = await Task.WhenAny(running);
        running.Remove(done);
        return await done;
    }

    private static async Task<double> PostAsync(KanshiProcess server, byte[] body)
    {
        while (true)
        {
            var watch = Stopwatch.StartNew();
            using var content = new ByteArrayContent(body);
            using var response = await server.Http.PostAsync(new Uri("/api/events", UriKind.Relative), content);
            if (response.IsSuccessStatusCode)
                return watch.Elapsed.TotalMilliseconds;
            await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), TimeProvider.System);
        }
    }

    private static async Task<(long Received, long Scored)> SettledAsync(KanshiProcess server, int events)
    {
        var last = -1L;
        while (true)
        {
            var books = await server.GetAsync("/api/accounting");
            var received = books.GetProperty("received").GetInt64();
            if (received >= events || received == last)
                return (received, books.GetProperty("scored").GetInt64());
            last = received;
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        }
    }

    private static double Quantile(List<double> values, double quantile) => values.Order().ElementAt((int)(quantile * (values.Count - 1)));
}
