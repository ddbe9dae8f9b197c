using System.Diagnostics;
using Kanshi.Inference;
using Kanshi.Inference.Envelopes;
using Kanshi.Tests.Inference;

namespace Kanshi.Benchmarks;

/// <summary>
/// Damages the approved samples by the million: each body must come out as events and reasons, without an exception and in bounded time.
/// Every case follows from its number, so that what fails can be repeated; exit code 1 when one did.
/// </summary>
internal static class FuzzBenchmark
{
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(1);

    public static int Run(int cases)
    {
        var bodies = Samples.Names.Select(Samples.Read).ToArray();
        var (failures, records, events, slowest, slowestSeed) = (0, 0L, 0L, TimeSpan.Zero, 0);
        var total = Stopwatch.StartNew();
        var worker = new Lock();
        Parallel.For(0, cases, () => new EventReader(), (seed, _, reader) =>
        {
            var chance = new Random(seed);
            var body = Mutations.Of(bodies[chance.Next(bodies.Length)], chance);
            var watch = Stopwatch.StartNew();
            var (what, found, read) = Try(reader, body);
            lock (worker)
            {
                records += found;
                events += read;
                if (watch.Elapsed > slowest)
                    (slowest, slowestSeed) = (watch.Elapsed, seed);
                if (what is not null && ++failures <= 10)
                    Console.Error.WriteLine($"case {seed}: {what}");
            }

            return reader;
        }, _ => { });
        Console.WriteLine($"{cases} damaged bodies, {records} records, {events} events, {failures} failures in {total.Elapsed.TotalSeconds:F0} s; the slowest, case {slowestSeed}, took {slowest.TotalMilliseconds:F1} ms");
        return failures == 0 && (slowest < _longest || Alone(slowestSeed, bodies) < _longest) ? 0 : 1;
    }

    /// <summary>A case that was slow beside others may only have waited for a core: its own time counts.</summary>
    private static TimeSpan Alone(int seed, byte[][] bodies)
    {
        var chance = new Random(seed);
        var body = Mutations.Of(bodies[chance.Next(bodies.Length)], chance);
        var watch = Stopwatch.StartNew();
        _ = Try(new EventReader(), body);
        Console.WriteLine($"case {seed} alone took {watch.Elapsed.TotalMilliseconds:F1} ms");
        return watch.Elapsed;
    }

    private static (string? Failure, int Records, int Events) Try(EventReader reader, byte[] body)
    {
        try
        {
            var isEmpty = !new RecordFramer(RecordUnwrapper.MaxEnvelopeBytes).Next(body, isFinal: true, out _, out _);
            var records = RecordBatch.Cut(body, 20_000);
            if (records is null)
                return (null, 0, 0);
            if (records.Count == 0 && !isEmpty)
                return ("nothing came of something", 0, 0);
            var events = 0;
            foreach (var record in records)
            {
                if (reader.TryRead(record, out _, out var reason))
                    events++;
                else if (string.IsNullOrEmpty(reason.Code))
                    return ("a record without event and reason", records.Count, events);
            }

            return (null, records.Count, events);
        }
        catch (Exception e)
        {
            return ($"{e.GetType().Name}: {e.StackTrace}", 0, 0);
        }
    }
}
