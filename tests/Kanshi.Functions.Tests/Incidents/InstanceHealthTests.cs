using Kanshi.Functions.Incidents;
using Kanshi.Incidents;
using Microsoft.DurableTask.Client;
using Xunit;

namespace Kanshi.Functions.Tests.Incidents;

public sealed class InstanceHealthTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, null, 0, Remedy.None)] // nothing is overdue
    [InlineData(1, null, 0, Remedy.None)] // under way
    [InlineData(3, null, 0, Remedy.StartOrPoke)]
    [InlineData(3, OrchestrationRuntimeStatus.Running, 60, Remedy.StartOrPoke)]
    [InlineData(20, OrchestrationRuntimeStatus.Running, 1, Remedy.StartOrPoke)] // it moves
    [InlineData(20, OrchestrationRuntimeStatus.Running, 16, Remedy.Terminate)]
    [InlineData(20, OrchestrationRuntimeStatus.Pending, 16, Remedy.Terminate)]
    [InlineData(20, OrchestrationRuntimeStatus.Completed, 60, Remedy.StartOrPoke)]
    [InlineData(20, OrchestrationRuntimeStatus.Failed, 60, Remedy.StartOrPoke)]
    [InlineData(20, OrchestrationRuntimeStatus.Terminated, 60, Remedy.StartOrPoke)]
    [InlineData(20, OrchestrationRuntimeStatus.Suspended, 60, Remedy.None)] // a person did that
    public void The_remedy_follows_from_what_is_overdue_and_how_the_instance_stands(
        int? overdueMinutes, OrchestrationRuntimeStatus? status, int stillForMinutes, Remedy remedy)
    {
        var agenda = new IncidentAgenda(IncidentState.Triaged, [], null, overdueMinutes is { } minutes ? _now.AddMinutes(-minutes) : null, Ended: false);
        var instance = status is { } known
            ? new OrchestrationMetadata(IncidentOrchestrator.Name, "id") { RuntimeStatus = known, LastUpdatedAt = _now.AddMinutes(-stillForMinutes) }
            : null;

        Assert.Equal(remedy, InstanceHealth.Judge(agenda, instance, _now));
    }

    [Fact]
    public void The_instance_has_the_incidents_id_unless_that_is_too_long()
    {
        const string Short = "support-bot~20261120T0102Z~3f9a1c";
        var (one, other) = (new string('あ', 120) + "~20261120T0102Z~3f9a1c", new string('あ', 120) + "~20261120T0102Z~3f9a1d");

        Assert.Equal(Short, InstanceId.Of(Short));
        Assert.Equal(100, InstanceId.Of(one).Length);
        Assert.NotEqual(InstanceId.Of(one), InstanceId.Of(other), StringComparer.Ordinal);
        Assert.All(Enumerable.Range(0, 120), n => Assert.InRange(InstanceId.Of(new string('x', n) + string.Concat(Enumerable.Repeat("𠮷", 60)) + "~tail").Length, 1, 100));
    }
}
