using Kanshi.Local.Lab;
using Xunit;

namespace Kanshi.Local.Tests.Lab;

public sealed class DemoTests
{
    private static readonly Scenario _demo = Scenarios.Demo(LabRun.Start);
    private static readonly DateTimeOffset _live = LabRun.Start + Scenarios.DemoHistory;

    [Fact]
    public void The_history_is_healthy_and_the_traffic_moderate()
    {
        var history = LabTraffic.Generate(_demo, LabRun.Start, _live).ToList();

        Assert.All(history, one => Assert.Null(one.Fault));
        Assert.InRange(history.Count / Scenarios.DemoHistory.TotalMinutes, 50, 120);
    }

    [Theory]
    [InlineData("support-bot", FaultKind.RefusalSpike, 10, 25)]
    [InlineData("search-assistant", FaultKind.LatencyRamp, 20, 35)]
    [InlineData("code-helper", FaultKind.ThrottlingStorm, 35, 20)]
    [InlineData("support-bot", FaultKind.SilentModelSwap, 95, 30)]
    public void Faults_come_in_live_time_and_again_in_the_next_round(string service, FaultKind kind, int afterMinutes, int minutes)
    {
        var fault = _demo.Services.Single(one => one.Profile.Service == service).Faults.Single(one => one.Kind == kind);

        Assert.Equal(_live.AddMinutes(afterMinutes), LabRun.Start + fault.Onset);
        Assert.Equal(TimeSpan.FromMinutes(minutes), fault.Duration);
        Assert.NotNull(fault.Progress(fault.Onset + TimeSpan.FromHours(60) + TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void No_two_faults_of_a_service_overlap()
    {
        foreach (var service in _demo.Services)
        {
            for (var minute = 0; minute < 12 * 60; minute++)
                Assert.True(service.Faults.Count(fault => fault.Progress(Scenarios.DemoHistory + TimeSpan.FromMinutes(minute)) is not null) <= 1);
        }
    }
}
