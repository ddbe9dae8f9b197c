using Kanshi.Incidents;
using Kanshi.Testing;
using Kanshi.Windows;
using Xunit;

namespace Kanshi.Tests.Incidents;

public sealed class TriageTests
{
    [Fact]
    public void The_summary_is_a_sentence_in_the_units_of_the_metric() => Assert.Equal(
        "Refusals in support-bot/gpt-4o/chat rose from 1.2 % to 24 % since 12:35 UTC", Triage.Judge([Given.Signal(minute: 35)]).Summary);

    [Theory]
    [InlineData("latency", 850, 2310, "Latency in support-bot/gpt-4o/chat rose from 850 ms to 2.3 s since 12:00 UTC")]
    [InlineData("time-to-first-token", 420, 12_800, "Time to first token in support-bot/gpt-4o/chat rose from 420 ms to 13 s since 12:00 UTC")]
    [InlineData("output-rate", 62, 8.41, "Output speed in support-bot/gpt-4o/chat fell from 62 tokens/s to 8.4 tokens/s since 12:00 UTC")]
    [InlineData("cost", 0.0042, 0.31, "Cost of a call in support-bot/gpt-4o/chat rose from $0.0042 to $0.31 since 12:00 UTC")]
    [InlineData("input-tokens", 812, 16_400, "Input tokens in support-bot/gpt-4o/chat rose from 812 tokens to 16,400 tokens since 12:00 UTC")]
    [InlineData("traffic", 1200, 3, "Traffic in support-bot/gpt-4o/chat fell from 1,200 calls a window to 3 calls a window since 12:00 UTC")]
    [InlineData("risk", 0.08, 0.41, "The risk of answers in support-bot/gpt-4o/chat rose from 0.08 to 0.41 since 12:00 UTC")]
    [InlineData("throttled-rate", 0.0004, 0.955, "Throttled calls in support-bot/gpt-4o/chat rose from 0.04 % to 96 % since 12:00 UTC")]
    [InlineData("novelty", 1.5, double.NaN, "The metric novelty in support-bot/gpt-4o/chat rose from 1.5 to unknown since 12:00 UTC")]
    public void Every_unit_reads_naturally(string metric, double expected, double observed, string summary)
    {
        var direction = observed < expected ? SignalDirection.Down : SignalDirection.Up;

        Assert.Equal(summary, Triage.Judge([Given.Signal(metric, expected: expected, observed: observed, direction: direction)]).Summary);
    }

    [Fact]
    public void A_fault_that_began_on_another_day_is_dated()
    {
        var slow = Given.Signal() with { Since = Given.Noon.AddDays(-3) };

        Assert.EndsWith("since 2026-11-17 12:00 UTC", Triage.Judge([slow]).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Further_signals_are_counted_in_the_sentence() => Assert.EndsWith(
        ", with 2 more signals on 1 other stream",
        Triage.Judge([Given.Signal(), Given.Signal("latency"), Given.Signal(deployment: "b")]).Summary,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(0.03, 4)]
    [InlineData(0.06, 3)]
    [InlineData(0.24, 2)]
    [InlineData(0.6, 1)]
    public void The_severity_of_a_rate_follows_from_the_share_of_calls_it_hits(double observed, int severity) =>
        Assert.Equal(severity, Triage.Judge([Given.Signal(observed: observed)]).Severity);

    [Theory]
    [InlineData(1000, 4)]
    [InlineData(1500, 3)]
    [InlineData(3000, 2)]
    [InlineData(9000, 2)]
    public void The_severity_of_latency_follows_from_the_ratio_and_stops_at_2(double observed, int severity) =>
        Assert.Equal(severity, Triage.Judge([Given.Signal("latency", expected: 1000, observed: observed)]).Severity);

    [Fact]
    public void Breadth_makes_it_graver() =>
        Assert.Equal((2, 1), (Triage.Judge([Given.Signal()]).Severity, Triage.Judge([Given.Signal(), Given.Signal(deployment: "b"), Given.Signal(deployment: "c")]).Severity));

    [Fact]
    public void A_faint_effect_makes_it_milder() => Assert.Equal(3, Triage.Judge([Given.Signal(effect: 2)]).Severity);

    [Fact]
    public void Good_news_is_of_the_least_severity() =>
        Assert.Equal(4, Triage.Judge([Given.Signal("latency", expected: 9000, observed: 900, direction: SignalDirection.Down)]).Severity);

    [Theory]
    [InlineData("model-swap-rate", Symptom.DegradedQuality, "model changed", CauseLayer.Model)]
    [InlineData("throttled-rate", Symptom.Capacity, "capacity or quota", CauseLayer.Infrastructure)]
    [InlineData("error-rate", Symptom.Unavailability, "unknown", null)]
    [InlineData("refusal-rate", Symptom.InvalidOutput, "unknown", null)]
    [InlineData("cost", Symptom.CostAnomaly, "unknown", null)]
    [InlineData("novelty", Symptom.DegradedQuality, "unknown", null)]
    public void The_cause_is_unknown_unless_the_metric_says_it(string metric, Symptom symptom, string cause, CauseLayer? layer)
    {
        var verdict = Triage.Judge([Given.Signal(metric)]);

        Assert.Equal((symptom, cause, layer), (verdict.Symptom, verdict.Cause, verdict.Layer));
    }

    [Fact]
    public void A_metric_that_falls_back_names_no_cause() => Assert.Equal(
        Incident.UnknownCause, Triage.Judge([Given.Signal("throttled-rate", expected: 0.4, observed: 0.01, direction: SignalDirection.Down)]).Cause);

    [Fact]
    public void Throttling_explains_the_errors_beside_it() =>
        Assert.Equal(Symptom.Capacity, Triage.Judge([Given.Signal("error-rate", evidence: 90), Given.Signal("throttled-rate")]).Symptom);

    [Fact]
    public void A_signal_that_only_records_does_not_name_the_symptom_of_one_that_pages() =>
        Assert.Equal(Symptom.InvalidOutput, Triage.Judge([Given.Signal("throttled-rate", page: false), Given.Signal()]).Symptom);

    [Fact]
    public void Confidence_grows_with_evidence_and_is_even_at_the_odds_of_a_rare_fault()
    {
        var confidences = new[] { 0, 6.9, 15 }.Select(evidence => Triage.Judge([Given.Signal(evidence: evidence)]).Confidence).ToArray();

        Assert.Equal([0.001, 0.5, 0.9997], confidences.Select(c => Math.Round(c, 4)));
    }

    [Fact]
    public void The_order_of_the_signals_does_not_matter()
    {
        Signal[] signals = [Given.Signal(), Given.Signal("latency", expected: 900, observed: 4000), Given.Signal(deployment: "b", evidence: 22), Given.Signal("cost")];
        for (var seed = 0; seed < 100; seed++)
        {
            var shuffled = signals.ToArray();
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(Triage.Judge(signals), Triage.Judge(shuffled));
        }
    }

    [Fact]
    public void All_metrics_that_are_watched_are_known() => Assert.Empty(
        MetricSet.OfWindows.Metrics.Concat(MetricSet.OfJudgements.Metrics).Select(metric => metric.Name).Except(MetricMeaning.KnownMetrics, StringComparer.Ordinal));
}
