using Kanshi.Functions.Incidents;
using Kanshi.Functions.Tests.Durable;
using Kanshi.Functions.Tests.Incidents;
using Kanshi.Functions.Windows;
using Kanshi.Ingestion;
using Kanshi.Notifications;
using Kanshi.Telemetry;
using Kanshi.Windows;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Kanshi.Functions.Tests.Windows;

public sealed class CloseWindowsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shared_out_over_activities_the_same_is_closed_as_at_once()
    {
        var (shared, alone) = (await ClosingRig.WithAsync(600), await ClosingRig.WithAsync(600));

        var instance = shared.Orchestrate();
        await instance.RunAsync();
        await alone.Tick.CloseDueAsync(Cancellation);

        Assert.True(instance.IsCompleted);
        Assert.Equal(600, (await alone.ClosedAsync()).Count);
        Assert.Equal(await alone.ClosedAsync(), await shared.ClosedAsync());
        Assert.Equal(await alone.Closer.PositionAsync(Cancellation), await shared.Closer.PositionAsync(Cancellation));
        // Three windows: the first event could have been on time in the two before its own.
        Assert.Equal((4, 9, 3), (Count(instance, nameof(PlanClosing)), Count(instance, nameof(CloseStreams)), Count(instance, nameof(CompleteWindow))));
    }

    [Fact]
    public async Task A_process_that_dies_after_any_activity_changes_nothing()
    {
        var expected = await (await ClosedAsync(_ => false)).ClosedAsync();
        for (var dies = 0; dies < 16; dies++)
        {
            var deadly = dies;
            Assert.Equal(expected, await (await ClosedAsync(run => run == deadly)).ClosedAsync());
        }
    }

    [Fact]
    public async Task A_tick_closes_few_streams_by_itself_and_starts_one_orchestration_for_many()
    {
        var few = await ClosingRig.WithAsync(20);
        await new WindowClosing(few.Tick, few.Streams).RunAsync(new UnreachableDurableClient(), Cancellation);
        Assert.Equal(20, (await few.ClosedAsync()).Count);

        var many = await ClosingRig.WithAsync(WindowClosing.StreamsAtOnce + 1);
        var activities = new ClosingActivities(
            new PlanClosing(many.Closer, many.Streams, many.Clock), part => many.Tick.CloseAsync(part.Window, part.Range, default), new CompleteWindow(many.Closer));
        await using var engine = await DurableEngine.StartAsync(new IncidentRig(), activities);
        var closing = new WindowClosing(many.Tick, many.Streams);

        await Task.WhenAll(closing.RunAsync(engine.Client, Cancellation), closing.RunAsync(engine.Client, Cancellation));
        await engine.Client.WaitForInstanceCompletionAsync(WindowClosing.InstanceId, Cancellation);

        Assert.Equal(WindowClosing.StreamsAtOnce + 1, (await many.ClosedAsync()).Count);
        many.Clock.Advance(TimeSpan.FromMinutes(5));
        await closing.RunAsync(engine.Client, Cancellation); // a later tick starts it anew
        await engine.Client.WaitForInstanceCompletionAsync(WindowClosing.InstanceId, Cancellation);
        Assert.True(await many.Closer.PositionAsync(Cancellation) > ClosingRig.Start);
    }

    [Fact]
    public async Task A_part_of_the_tick_that_fails_keeps_no_other_from_its_turn()
    {
        var rig = await ClosingRig.WithAsync(20);
        var incident = await rig.Desk.OpenAsync(new Kanshi.Incidents.IncidentInput.OpenedByHand("svc", "slow", null, null, "mai"), Cancellation);
        rig.Clock.Advance(TimeSpan.FromMinutes(6));
        var log = new Kanshi.Testing.ScriptedNotifier("log");
        var sender = new NotificationSender(rig.Desk, [log], rig.Clock, new NotificationOptions(), NullLogger<NotificationSender>.Instance);
        var watchdog = new IncidentWatchdog(rig.Desk, sender, rig.Clock, NullLogger<IncidentWatchdog>.Instance);
        rig.Hub.IsDown = true;
        using var metrics = new KanshiMetrics();
        var telemetry = new TickTelemetry(metrics, new PartitionLag(new SourceRegistry(rig.Rows), rig.Hub), rig.Clock, NullLogger<TickTelemetry>.Instance);
        var tick = new TickTimer(new WindowClosing(rig.Tick, rig.Streams), rig.Pokes, watchdog, telemetry);

        var failure = await Assert.ThrowsAsync<AggregateException>(() => tick.RunAsync(new TimerInfo(), new UnreachableDurableClient(), Cancellation));

        Assert.IsType<IOException>(Assert.Single(failure.InnerExceptions));
        Assert.Equal($"{incident.Id}/0", Assert.Single(log.Sent).Key);
    }

    private static async Task<ClosingRig> ClosedAsync(Func<int, bool> diesAfter)
    {
        var rig = await ClosingRig.WithAsync(WindowClosing.StreamsAtOnce + 10);
        var instance = rig.Orchestrate();
        instance.DiesAfter = diesAfter;
        await instance.RunAsync();
        Assert.True(instance.IsCompleted);
        return rig;
    }

    private static int Count(SimulatedInstance instance, string activity) => instance.Ran.Count(name => name == activity);
}
