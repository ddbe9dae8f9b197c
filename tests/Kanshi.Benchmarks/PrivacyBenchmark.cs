using System.Diagnostics;
using System.Text;
using Kanshi.Local.Lab;
using Kanshi.Scoring.Pii;
using Kanshi.Scoring.Secrets;

namespace Kanshi.Benchmarks;

/// <summary>What the search for personal data costs on clean text of 1.1 KB, and on a megabyte made to be slow.</summary>
internal static class PrivacyBenchmark
{
    private const int Rounds = 25;
    private const int Megabyte = 1_000_000;

    private static readonly string[] _hostile =
        ["a", "1-", "a@", "a.", " ", "(555) ", "1 ", "12 345 678 ", "tel 123456,", "a 123456,", "1.1.1.", "a:", "1:", "GB12", "GB29 NWBK ", "03-1234-", "０３－", "@", "1", "@a.b", "+1", "eyJ", "sk-", "://a:b", "AKIA", " AKIA", "-----BEGIN ", "-----BEGIN PRIVATE KEY-----", "password=\"a1", "api_key=a1", "heroku ", "Q~:AA", "bearer a1b2", " sig=se=sv=", "server=;pwd=abcd;"];

    public static int Run()
    {
        var clean = Clean();
        Console.WriteLine($"clean text of {clean.Length} B: personal data {Nanoseconds(() => Scan(clean), 20_000):F0} ns, secrets {Nanoseconds(() => ScanSecrets(clean), 20_000):F0} ns");
        foreach (var unit in _hostile)
        {
            var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(unit, Megabyte / Encoding.UTF8.GetByteCount(unit))));
            Console.WriteLine($"1 MB of '{unit}': personal data {Nanoseconds(() => Scan(text), 1) / 1e6:F1} ms, secrets {Nanoseconds(() => ScanSecrets(text), 1) / 1e6:F1} ms");
        }

        return 0;
    }

    private static int Scan(byte[] text)
    {
        List<SensitiveSpan>? found = null;
        PiiScanner.Scan(text, ref found);
        return found?.Count ?? 0;
    }

    private static int ScanSecrets(byte[] text)
    {
        List<SensitiveSpan>? found = null;
        SecretScanner.Scan(text, ref found);
        return found?.Count ?? 0;
    }

    private static byte[] Clean()
    {
        var start = new DateTimeOffset(2026, 11, 16, 0, 0, 0, TimeSpan.Zero);
        var reader = new Inference.EventReader();
        var answers = LabTraffic.Generate(Scenarios.Plain(start, services: 2, eventsPerMinute: 100, text: true), start, start + TimeSpan.FromMinutes(10))
            .Select(made => reader.TryRead(made.Line, out var e, out _) && e.Output is { } output ? output.ToString() : "");
        var text = new StringBuilder();
        foreach (var answer in answers)
        {
            if (text.Append(answer).Append('\n').Length >= 1100)
                break;
        }

        return Encoding.UTF8.GetBytes(text.ToString()[..1100]);
    }

    private static double Nanoseconds(Func<int> work, int times)
    {
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            var found = 0;
            for (var i = 0; i < times; i++)
                found += work();
            GC.KeepAlive(found);
            best = Math.Min(best, watch.Elapsed.TotalNanoseconds / times);
        }

        return best;
    }
}
