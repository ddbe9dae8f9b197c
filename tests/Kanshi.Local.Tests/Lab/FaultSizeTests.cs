using System.Text.Json;
using Kanshi.Inference;
using Kanshi.Local.Lab;
using Xunit;

namespace Kanshi.Local.Tests.Lab;

/// <summary>Faults have the size that was asked for. 900 events in the span, so a share of one half has a standard error of .017.</summary>
public sealed class FaultSizeTests
{
    [Fact]
    public void A_refusal_spike_raises_the_share_of_refusals()
    {
        Assert.InRange(During(FaultKind.RefusalSpike, .45).Share(Refusals.Refuses), .38, .52);
        Assert.InRange(During(FaultKind.RefusalSpike, 0).Share(Refusals.Refuses), 0, .04);
    }

    [Fact]
    public void A_latency_ramp_grows_to_its_factor()
    {
        var events = During(FaultKind.LatencyRamp, 4);
        var healthy = During(FaultKind.LatencyRamp, 1).ToDictionary(one => one.Read.Id!, one => one.Read.LatencyMs, StringComparer.Ordinal);

        var early = events.Take(100).Select(Factor).Median();
        var late = events.TakeLast(100).Select(Factor).Median();

        Assert.InRange(early, 1, 1.4);
        Assert.InRange(late, 3.6, 4);

        double Factor(LabRead one) => one.Read.LatencyMs!.Value / healthy[one.Read.Id!]!.Value;
    }

    [Theory]
    [InlineData(FaultKind.ThrottlingStorm, Outcome.Throttled, 200)]
    [InlineData(FaultKind.ServerErrorBurst, Outcome.ServerError, 30_000)]
    public void Failing_calls_have_no_output(FaultKind kind, Outcome outcome, double slowestMs)
    {
        var failed = During(kind, .6).Where(one => one.Read.Outcome == outcome).ToList();

        Assert.InRange(failed.Count / (double)During(kind, .6).Count, .53, .67);
        Assert.All(failed, one => Assert.Null(one.Read.Output));
        Assert.All(failed, one => Assert.InRange(one.Read.LatencyMs!.Value, 1, slowestMs));
    }

    [Fact]
    public void An_outage_without_a_scope_is_of_the_first_region()
    {
        var events = During(FaultKind.RegionalOutage, .9);

        Assert.InRange(events.Where(one => one.Read.Region == "japaneast").Share(one => one.Read.Status >= 500), .85, .95);
        Assert.InRange(events.Where(one => one.Read.Region == "japanwest").Share(one => one.Read.Status >= 500), 0, .04);
    }

    [Fact]
    public void A_smaller_model_answers_shorter_and_faster()
    {
        var events = During(FaultKind.SilentModelSwap, .5).Where(one => one.Read.Outcome == Outcome.Success).ToLookup(one => one.Read.ResponseModel, StringComparer.Ordinal);
        var (small, large) = (events[LabRun.Bot.SmallerModel].ToList(), events[LabRun.Bot.ResponseModel].ToList());

        Assert.InRange(small.Count / (double)(small.Count + large.Count), .43, .57);
        Assert.True(small.Select(one => one.Read.LatencyMs!.Value).Median() < .6 * large.Select(one => one.Read.LatencyMs!.Value).Median());
        Assert.True(small.Average(one => one.Read.OutputTokens) < .8 * large.Average(one => one.Read.OutputTokens));
    }

    [Fact]
    public void Broken_json_does_not_parse()
    {
        var expected = During(FaultKind.JsonBreakage, .5).Where(one => one.Read.Expect is not null && one.Read.Outcome == Outcome.Success).ToList();

        Assert.InRange(expected.Share(one => !Parses(one.Read.Output!.Value)), .4, .6);
    }

    [Fact]
    public void A_new_prompt_version_reaches_half_of_the_calls_and_is_the_worse_one()
    {
        var events = During(FaultKind.PromptRegression, .7).ToLookup(one => one.Read.PromptVersion, StringComparer.Ordinal);

        Assert.InRange(events["v13"].Count() / (double)events["v12"].Count(), .75, 1.33);
        Assert.True(events["v13"].Share(one => one.Read.FeedbackRating < 0) > .12);
        Assert.True(events["v12"].Share(one => one.Read.FeedbackRating < 0) < .05);
    }

    [Fact]
    public void Cost_and_input_double()
    {
        var healthy = During(FaultKind.TokenCostDoubling, 1).ToDictionary(one => one.Read.Id!, StringComparer.Ordinal);

        foreach (var one in During(FaultKind.TokenCostDoubling, 2).Where(one => one.Read.CostUsd > 0))
        {
            Assert.Equal(2 * healthy[one.Read.Id!].Read.CostUsd!.Value, one.Read.CostUsd!.Value, tolerance: 2e-6); // written to a millionth
            Assert.Equal(2 * healthy[one.Read.Id!].Read.InputTokens, one.Read.InputTokens);
        }
    }

    [Theory]
    [InlineData(FaultKind.TrafficDrop, .6, .4)]
    [InlineData(FaultKind.FlashCrowd, 3, 3)]
    public void Traffic_changes_by_its_factor(FaultKind kind, double size, double factor)
    {
        var healthy = LabRun.Read(LabRun.Bot, 70).Count(LabRun.InSpan);

        Assert.InRange(During(kind, size).Count / (double)healthy, factor * .9, factor * 1.1);
    }

    [Fact]
    public void A_duplicate_storm_sends_the_same_bytes_again()
    {
        var groups = LabRun.Read(LabRun.Bot, 70, LabRun.FaultOf(FaultKind.DuplicateStorm, .5)).ToLookup(one => one.Read.Id, StringComparer.Ordinal);

        Assert.All(groups, group => Assert.Single(group.Select(one => one.Text).Distinct(StringComparer.Ordinal)));
        Assert.InRange(groups.Where(group => group.First().InSpan()).Average(group => group.Count() > 1 ? 1d : 0), .43, .57);
        Assert.All(groups, group => Assert.True(group.Count() == 1 || (group.First().InSpan() && group.Count() <= 4)));
    }

    [Fact]
    public void Late_events_stand_one_to_ten_minutes_after_their_time_and_none_is_lost()
    {
        var late = LabRun.Read(LabRun.Bot, 70, LabRun.FaultOf(FaultKind.LateData, .4));
        var newest = LabRun.Start;
        var behind = 0;
        foreach (var one in late)
        {
            if (one.Generated.Time < newest.AddSeconds(-30))
                behind++;
            Assert.True(one.Generated.Time > newest.AddMinutes(-10));
            newest = one.Generated.Time > newest ? one.Generated.Time : newest;
        }

        Assert.Equal(LabRun.Read(LabRun.Bot, 70).Count, late.Count);
        Assert.InRange(behind / (double)late.Count(LabRun.InSpan), .33, .47);
    }

    [Fact]
    public void Decay_is_slow()
    {
        var events = LabRun.Read(LabRun.Bot, 600, new Fault(FaultKind.SlowDecay, TimeSpan.Zero, TimeSpan.FromMinutes(600), .6));

        var refused = events.Chunk(events.Count / 3).Take(3).Select(third => third.Share(Refusals.Refuses)).ToArray();

        Assert.True(refused[0] < refused[1] && refused[1] < refused[2]);
        Assert.InRange(refused[2], .08, .18); // a quarter of .5 spoilt, and the base rate
    }

    private static List<LabRead> During(FaultKind kind, double size) =>
        [.. LabRun.Read(LabRun.Bot, 70, LabRun.FaultOf(kind, size)).Where(LabRun.InSpan)];

    private static bool Parses(Utf8Text output)
    {
        try
        {
            JsonDocument.Parse(output.Bytes).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
