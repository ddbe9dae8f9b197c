using System.Globalization;
using System.Text.Json;
using Kanshi.Drift.Series;
using Kanshi.Testing;

namespace Kanshi.Benchmarks.Series;

/// <summary>The series of the Numenta Anomaly Benchmark that are at hand, scored by the detector of <c>kanshi series</c> with the one setting that it has.</summary>
internal static class SeriesBenchmark
{
    public static int Run()
    {
        if (RepositoryFiles.DataFolder is not { } data || Path.Combine(data, "series", "nab") is not { } folder || !File.Exists(Path.Combine(folder, "windows.json")))
        {
            Console.WriteLine("the series are not there, skipped: KANSHI_DATA names the folder of the shared data");
            return 0;
        }

        using var windows = File.OpenRead(Path.Combine(folder, "windows.json"));
        var corpus = JsonSerializer.Deserialize<Dictionary<string, string[][]>>(windows)!
            .Select(file => Score(folder, file.Key, [.. file.Value.Select(window => (TimeOf(window[0]), TimeOf(window[1])))])).ToArray();
        var (score, threshold) = NabScorer.Best(corpus);
        Console.WriteLine($"{"series",-52} {"rows",6} {"found",7} {"false rows",10} {"raw",7}");
        foreach (var series in corpus)
        {
            var (raw, found, falseAlarms) = NabScorer.At(series, threshold);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{series.Name,-52} {series.Times.Count,6} {$"{found}/{series.Windows.Count}",7} {falseAlarms,10} {raw,7:0.00}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"standard profile {score:0.0} at threshold {threshold:0.000}, {corpus.Length} series"));
        return 0;
    }

    private static ScoredSeries Score(string folder, string name, IReadOnlyList<(DateTime From, DateTime To)> windows)
    {
        using var text = File.OpenText(Path.Combine(folder, name));
        var scoring = new SeriesScoring();
        var rows = SeriesReader.Read(text).Select(row => (row.Time.UtcDateTime, Score: scoring.Score(row))).ToArray();
        return new(name, [.. rows.Select(row => row.UtcDateTime)], [.. rows.Select(row => row.Score)], windows);
    }

    private static DateTime TimeOf(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
