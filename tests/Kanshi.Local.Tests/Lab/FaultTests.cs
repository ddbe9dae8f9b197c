using Kanshi.Local.Lab;
using Xunit;

namespace Kanshi.Local.Tests.Lab;

/// <summary>Each fault against the same traffic without it: outside its span no byte differs, inside only the members that it names.</summary>
public sealed class FaultTests
{
    private const string Answer = "output outputTokens latencyMs costUsd";
    private const string Failure = Answer + " status error responseModel timeToFirstTokenMs inputTokens finishReason feedback";

    [Theory]
    [InlineData(FaultKind.RefusalSpike, .5, Answer)]
    [InlineData(FaultKind.LanguageFlip, .5, Answer)]
    [InlineData(FaultKind.Truncation, .5, Answer + " finishReason")]
    [InlineData(FaultKind.RepetitionLoop, .5, Answer + " finishReason")]
    [InlineData(FaultKind.JsonBreakage, .5, Answer)]
    [InlineData(FaultKind.LatencyRamp, 4, "latencyMs timeToFirstTokenMs")]
    [InlineData(FaultKind.LatencyStep, 2, "latencyMs timeToFirstTokenMs")]
    [InlineData(FaultKind.TimeToFirstToken, 3, "timeToFirstTokenMs")]
    [InlineData(FaultKind.ThrottlingStorm, .6, Failure)]
    [InlineData(FaultKind.ServerErrorBurst, .6, Failure)]
    [InlineData(FaultKind.RegionalOutage, .9, Failure)]
    [InlineData(FaultKind.SilentModelSwap, .8, Answer + " responseModel timeToFirstTokenMs")]
    [InlineData(FaultKind.PromptRegression, .7, Answer + " promptVersion finishReason feedback")]
    [InlineData(FaultKind.TokenCostDoubling, 2, "inputTokens costUsd")]
    [InlineData(FaultKind.SlowDecay, .6, Answer + " finishReason feedback")]
    [InlineData(FaultKind.TrafficDrop, .5, "")]
    [InlineData(FaultKind.FlashCrowd, 3, "latencyMs timeToFirstTokenMs")]
    [InlineData(FaultKind.DuplicateStorm, .5, "")]
    [InlineData(FaultKind.LateData, .5, "")]
    public void A_fault_changes_what_it_names_in_its_span_and_nothing_else(FaultKind kind, double size, string members)
    {
        var healthy = LabRun.Read(LabRun.Bot, 70).ToDictionary(one => one.Read.Id!, StringComparer.Ordinal);
        var faulty = LabRun.Read(LabRun.Bot, 70, LabRun.FaultOf(kind, size));
        var changed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in faulty)
        {
            Assert.True(one.Generated.Fault is null || (one.Generated.Fault == kind && one.InSpan()));
            if (healthy.TryGetValue(one.Read.Id!, out var twin))
                Note(twin, one, changed);
            else
                Assert.Equal(FaultKind.FlashCrowd, kind);
        }

        Assert.Subset(members.Split(' ').ToHashSet(StringComparer.Ordinal), changed);
        Assert.Equal(members.Length > 0, changed.Count > 0);
    }

    [Fact]
    public void A_scope_limits_a_fault_to_one_value_of_the_dimension()
    {
        var scope = new FaultScope(FaultDimension.Region, "japanwest");

        var events = LabRun.Read(LabRun.Bot, 60, LabRun.FaultOf(FaultKind.RefusalSpike, .8) with { Scope = scope }).Where(LabRun.InSpan).ToList();

        Assert.InRange(events.Where(one => one.Read.Region == "japanwest").Share(Refusals.Refuses), .7, .9);
        Assert.InRange(events.Where(one => one.Read.Region == "japaneast").Share(Refusals.Refuses), 0, .05);
        Assert.All(events, one => Assert.Equal(one.Read.Region == "japanwest", one.Generated.Fault is not null));
    }

    [Fact]
    public void A_fault_comes_back_every_so_often()
    {
        var fault = new Fault(FaultKind.ThrottlingStorm, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(5), 1) { Every = TimeSpan.FromMinutes(60) };

        Assert.Null(fault.Progress(TimeSpan.FromMinutes(9.9)));
        Assert.Equal(0, fault.Progress(TimeSpan.FromMinutes(10)));
        Assert.Null(fault.Progress(TimeSpan.FromMinutes(15)));
        Assert.Equal(.5, fault.Progress(TimeSpan.FromMinutes(132.5)));
    }

    [Fact]
    public void Kinds_are_known_by_their_names()
    {
        Assert.Equal("time-to-first-token", FaultKind.TimeToFirstToken.Name());
        Assert.All(FaultKinds.All, kind => Assert.Equal(kind, FaultKinds.Parse(kind.Name())));
        Assert.Null(FaultKinds.Parse("bad-weather"));
    }

    private static void Note(LabRead healthy, LabRead faulty, HashSet<string> changed)
    {
        if (healthy.Text == faulty.Text)
            return;
        Assert.True(faulty.InSpan());
        Assert.NotNull(faulty.Generated.Fault);
        changed.UnionWith(LabRun.Differences(healthy.Text, faulty.Text));
    }
}
