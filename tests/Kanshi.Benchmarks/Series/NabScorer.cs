namespace Kanshi.Benchmarks.Series;

/// <summary>A scored series with the spans in which an alarm is right.</summary>
/// <param name="Scores">In the order of the times, 0..1.</param>
internal sealed record ScoredSeries(string Name, IReadOnlyList<DateTime> Times, IReadOnlyList<double> Scores, IReadOnlyList<(DateTime From, DateTime To)> Windows);

/// <summary>
/// The standard profile of the Numenta Anomaly Benchmark (Lavin and Ahmad, Evaluating Real-time Anomaly Detection Algorithms, 2015; wiki "NAB scoring
/// algorithm"): the earliest alarm in a window counts up to 1 by a sigmoid of its place, an alarm outside costs up to 0.11, growing with the distance to the
/// window before, a missed window 1. The first 15 % of a series, at most 750 rows, are for learning and do not count. One threshold, the best, for all
/// series; 0 is a detector that says nothing, 100 one that says all at once and nothing else.
/// </summary>
internal static class NabScorer
{
    private const double FalsePositive = 0.11, FalseNegative = 1, Probation = 0.15, MostProbation = 5000;

    /// <summary>The best threshold over all series and the score there.</summary>
    public static (double Score, double Threshold) Best(IReadOnlyList<ScoredSeries> corpus)
    {
        var windows = corpus.Sum(series => series.Windows.Count);
        var found = new Dictionary<(int Series, int Window), double>();
        var (total, best, threshold) = (-windows * FalseNegative, -windows * FalseNegative, double.PositiveInfinity);
        foreach (var level in corpus.SelectMany(Points).GroupBy(point => point.Score).OrderByDescending(level => level.Key))
        {
            foreach (var point in level)
            {
                if (point.Window < 0)
                {
                    total += point.Worth;
                    continue;
                }

                var key = (point.Series, point.Window);
                var before = found.GetValueOrDefault(key, -FalseNegative);
                var after = Math.Max(before, point.Worth);
                found[key] = after;
                total += after - before;
            }

            if (total > best)
                (best, threshold) = (total, level.Key);
        }

        return (Normal(best, windows), threshold);
    }

    /// <summary>The score of one series at a threshold that was set for all; of one without windows, what its false alarms cost.</summary>
    public static (double Raw, int Found, int FalseAlarms) At(ScoredSeries series, double threshold)
    {
        var worth = Enumerable.Repeat(-FalseNegative, series.Windows.Count).ToArray();
        var (outside, alarms) = (0.0, 0);
        foreach (var point in Points(series, 0).Where(point => point.Score >= threshold))
        {
            if (point.Window < 0)
                (outside, alarms) = (outside + point.Worth, alarms + 1);
            else
                worth[point.Window] = Math.Max(worth[point.Window], point.Worth);
        }

        return (worth.Sum() + outside, worth.Count(each => each > -FalseNegative), alarms);
    }

    private static double Normal(double raw, int windows) => windows == 0 ? 0 : 100 * (raw + windows) / (2 * windows);

    private static IEnumerable<Point> Points(ScoredSeries series, int number)
    {
        var limits = series.Windows.Select(window => Limits(series.Times, window)).ToArray();
        var first = (int)Math.Floor(Probation * Math.Min(series.Times.Count, MostProbation));
        for (var i = first; i < series.Times.Count; i++)
        {
            var inside = Array.FindIndex(limits, limit => i >= limit.First && i <= limit.Last);
            if (inside >= 0)
            {
                var (from, to) = limits[inside];
                var place = -(to - i + 1) / (double)(to - from + 1);
                yield return new(number, inside, series.Scores[i], Sigmoid(place) / Sigmoid(-1));
                continue;
            }

            var before = Array.FindLastIndex(limits, limit => limit.Last < i);
            var past = before < 0 ? double.PositiveInfinity : (i - limits[before].Last) / (double)(limits[before].Last - limits[before].First);
            yield return new(number, -1, series.Scores[i], FalsePositive * (past >= 3 ? -1 : Sigmoid(past)));
        }
    }

    private static (int First, int Last) Limits(IReadOnlyList<DateTime> times, (DateTime From, DateTime To) window)
    {
        var inside = Enumerable.Range(0, times.Count).Where(i => times[i] >= window.From && times[i] <= window.To).ToArray();
        return (inside[0], inside[^1]);
    }

    private static double Sigmoid(double place) => (2 / (1 + Math.Exp(5 * place))) - 1;

    private readonly record struct Point(int Series, int Window, double Score, double Worth);
}
