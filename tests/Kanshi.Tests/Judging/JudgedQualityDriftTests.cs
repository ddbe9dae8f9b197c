using Kanshi.Drift;
using Kanshi.Estimates;
using Kanshi.Incidents;
using Kanshi.Inference;
using Kanshi.Storage;
using Kanshi.Testing;
using Kanshi.Windows;
using Xunit;

namespace Kanshi.Tests.Judging;

/// <summary>From verdicts to an incident: the estimate of an hour, with its standard error, is watched as every other metric is.</summary>
public sealed class JudgedQualityDriftTests
{
    private static readonly StreamKey _stream = new("svc", "d", "chat");
    private static readonly DateTimeOffset _start = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
    private readonly MemoryRowStore _rows = new();
    private readonly TestClock _clock = new(_start);
    private readonly IncidentDesk _desk;
    private readonly SignalHandover _handover;

    public JudgedQualityDriftTests()
    {
        var options = new ShiftOptions();
        _desk = new IncidentDesk(_rows, _clock, Given.Options, []);
        _handover = new(new DriftWatch(_rows, new ShiftDetector(options, MetricSet.OfJudgements.Metrics), options, set: MetricSet.OfJudgements), _desk);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hours_whose_answers_the_judge_would_pass_less_often_open_an_incident_of_degraded_quality()
    {
        await LookAtAsync(hours: 24, passRate: 0.95);
        Assert.Empty(await _desk.ListAsync(null, null, null, Cancellation));

        await LookAtAsync(hours: 3, passRate: 0.5, from: 24);

        var incident = Assert.Single(await _desk.ListAsync(null, null, null, Cancellation));
        Assert.Equal((Symptom.DegradedQuality, "svc"), (incident.Symptom, incident.Service));
        Assert.StartsWith("Answers that the judge would pass in svc/d/chat fell from 9", incident.Summary, StringComparison.Ordinal); // 95 % by count, some points off by weight
    }

    [Fact]
    public async Task More_passes_than_ever_wake_nobody()
    {
        await LookAtAsync(hours: 24, passRate: 0.6);
        await LookAtAsync(hours: 4, passRate: 0.99, from: 24);

        Assert.Empty(await _desk.ListAsync(null, null, null, Cancellation));
    }

    [Fact]
    public void An_hour_counts_as_so_many_responses_as_its_weights_are_worth()
    {
        var even = MetricSet.OfHour(_start, Estimate(100, 0.9, spread: 1)).Metrics[0];
        var uneven = MetricSet.OfHour(_start, Estimate(100, 0.9, spread: 20)).Metrics[0];

        Assert.InRange(even.Count, 90, 101);
        Assert.InRange(uneven.Count, 10, 80);
    }

    private async Task LookAtAsync(int hours, double passRate, int from = 0)
    {
        for (var hour = from; hour < from + hours; hour++)
        {
            _clock.Set(_start.AddHours(hour + 2));
            var statistics = MetricSet.OfHour(_start.AddHours(hour), Estimate(120, passRate, spread: 4));
            await new DayStore(_rows, MetricSet.OfJudgements).AddAsync(_stream, statistics, Cancellation);
            await _handover.LookAtAsync(_stream, statistics, _clock.GetUtcNow(), Cancellation);
        }
    }

    /// <summary>Of so many judged responses, of which every second was sampled less often, by this factor.</summary>
    private static Estimate Estimate(int judged, double passRate, double spread)
    {
        var sums = new JudgedSums();
        var fails = (int)Math.Round(judged * (1 - passRate));
        for (var i = 0; i < judged; i++)
            sums.AddScored(new SampledAs(1, i % 2 == 0 ? 0.5 : 0.5 / spread, 0), (long)i * fails / judged == (long)(i + 1) * fails / judged);
        return QualityEstimator.OfWindow(sums, population: null, MeasureScale.PassOrFail)!;
    }
}
