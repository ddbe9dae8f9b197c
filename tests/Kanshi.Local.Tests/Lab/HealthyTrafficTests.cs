using Kanshi.Inference;
using Kanshi.Local.Lab;
using Xunit;

namespace Kanshi.Local.Tests.Lab;

/// <summary>Figures over long spans, seed 7. Tolerances are four standard errors, with the overdispersion counted in.</summary>
public sealed class HealthyTrafficTests
{
    private static readonly ServiceProfile _flat = LabRun.Bare with { Load = new() { DiurnalAmplitude = 0, WeekendFactor = 1 } };

    [Fact]
    public void Base_rates_are_those_of_the_profile()
    {
        var events = LabRun.Read(LabRun.Bot with { JsonShare = 0 }, 3 * 24 * 60);
        var rates = LabRun.Bot.Rates;
        var answered = events.Where(one => one.Read.Outcome == Outcome.Success).ToList();

        AssertRate(rates.Refused, answered, Refusals.Refuses);
        AssertRate(rates.NegativeFeedback, answered, one => one.Read.FeedbackRating < 0);
        AssertRate(rates.PositiveFeedback, answered, one => one.Read.FeedbackRating > 0);
        AssertRate(rates.Throttled, events, one => one.Read.Status == 429);
        AssertRate(rates.ServerErrors, events, one => one.Read.Status >= 500);
        AssertRate(.7, events, one => one.Read.Region == "japaneast");
    }

    [Fact]
    public void The_mean_count_is_that_of_the_profile_and_counts_are_overdispersed()
    {
        var counts = CountsByWindow(LabRun.Read(_flat, 5 * 24 * 60), 5);

        var mean = counts.Average();
        var dispersion = counts.Average(count => (count - mean) * (count - mean)) / mean;

        Assert.InRange(mean, 120 * .96, 120 * 1.04);
        Assert.InRange(dispersion, 2, 6); // 1 + mean × burstiness² = 3.7
    }

    [Fact]
    public void Counts_of_neighbouring_windows_are_correlated()
    {
        var counts = CountsByWindow(LabRun.Read(_flat, 5 * 24 * 60), 5);

        var mean = counts.Average();
        var correlation = counts.Zip(counts.Skip(1), (a, b) => (a - mean) * (b - mean)).Average() / counts.Average(count => (count - mean) * (count - mean));

        Assert.InRange(correlation, .3, .7); // the level's .7, thinned by the Poisson noise
    }

    [Fact]
    public void Days_are_busier_than_nights_and_weekends_quieter_than_weekdays()
    {
        var events = LabRun.Read(LabRun.Bare, 7 * 24 * 60);
        var local = events.ConvertAll(one => one.Generated.Time.ToOffset(TimeSpan.FromHours(9)));

        var (day, night) = (local.Count(time => time.Hour is >= 12 and < 16), local.Count(time => time.Hour is >= 0 and < 4));
        var weekend = local.Count(time => time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) / 2d;

        Assert.InRange(day / (double)night, 1.7, 2.4); // (1 + .35)/(1 − .35) at the peaks
        Assert.InRange(weekend / ((local.Count - (2 * weekend)) / 5), .62, .78);
    }

    [Fact]
    public void Latency_is_heavy_tailed_and_grows_with_output()
    {
        var events = LabRun.Read(_flat, 24 * 60).Where(one => one.Read.Outcome == Outcome.Success).ToList();
        var latencies = events.Select(one => one.Read.LatencyMs!.Value).Order().ToArray();
        var tokens = events.Select(one => (double)one.Read.OutputTokens!.Value).Median();

        var median = latencies[latencies.Length / 2];

        Assert.InRange(median, 2000, 2900); // 420 + 180 × 11
        Assert.True(latencies[(int)(latencies.Length * .999)] > 6 * median);
        Assert.True(Median(events, one => one.Read.OutputTokens > tokens) > 1.4 * Median(events, one => one.Read.OutputTokens <= tokens));
        Assert.All(events, one => Assert.True(one.Read.TimeToFirstTokenMs <= one.Read.LatencyMs));
    }

    [Fact]
    public void Healthy_answers_repeat_no_sentence_and_parse_where_json_is_expected()
    {
        foreach (var one in LabRun.Read(LabRun.Bot, 60).Where(one => one.Read.Outcome == Outcome.Success && !one.Refuses()))
        {
            var output = one.Read.Output!.Value.ToString();
            if (one.Read.Expect?.Format == "json")
                System.Text.Json.JsonDocument.Parse(output).Dispose();
            var sentences = output.Split(['。', '\n', '"'], StringSplitOptions.TrimEntries).Where(sentence => sentence.Length > 12).ToList();
            Assert.Equal(sentences.Count, sentences.Distinct(StringComparer.Ordinal).Count());
            Assert.InRange(one.Read.Output.Value.Length, 120, 1800);
        }
    }

    private static double Median(IEnumerable<LabRead> events, Func<LabRead, bool> which) =>
        events.Where(which).Select(one => one.Read.LatencyMs!.Value).Median();

    private static List<double> CountsByWindow(List<LabRead> events, int minutes) =>
        [.. events.GroupBy(one => (int)((one.Generated.Time - LabRun.Start).TotalMinutes / minutes)).OrderBy(window => window.Key).Select(window => (double)window.Count())];

    private static void AssertRate(double expected, List<LabRead> events, Func<LabRead, bool> test)
    {
        var inflation = 1 + (150 * LabRun.Bot.Rates.Overdispersion);
        var error = Math.Sqrt(expected * (1 - expected) * inflation / events.Count);
        Assert.InRange(events.Share(test), expected - (4 * error), expected + (4 * error));
    }
}
