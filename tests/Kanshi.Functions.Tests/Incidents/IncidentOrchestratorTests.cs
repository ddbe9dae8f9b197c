using Kanshi.Functions.Incidents;
using Kanshi.Incidents;
using Kanshi.Notifications;
using Kanshi.Storage;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Functions.Tests.Incidents;

public sealed class IncidentOrchestratorTests
{
    private readonly IncidentRig _rig = new();

    [Fact]
    public async Task It_tells_every_channel_and_then_waits_for_the_reminder()
    {
        var incident = await _rig.Desk.RaiseAsync(Given.Signal(), default);
        var instance = _rig.Start(incident.Id);

        await instance.RunAsync();

        Assert.Equal([nameof(AdvanceIncident), nameof(SendNotifications), nameof(SendNotifications), nameof(AdvanceIncident)], instance.Ran);
        Assert.Equal((1, 1), (_rig.Log.Sent.Count, _rig.Webhook.Sent.Count));
        Assert.Equal(Given.At(23), instance.NextTimer);
        Assert.Equal("triaged", instance.CustomStatus!.Value.GetProperty("State").GetString());
    }

    [Fact]
    public async Task It_reminds_closes_and_ends_by_the_clock_alone()
    {
        var incident = await _rig.Desk.RaiseAsync(Given.Signal(), default);
        var instance = _rig.Start(incident.Id);
        await _rig.PassAsync(instance, Given.At(30));
        await _rig.Desk.RecoveredAsync(Given.Signal().Stream, Given.Signal().Id, Given.At(31), 5, default);
        instance.Raise();
        await _rig.PassAsync(instance, Given.At(60).AddDays(2));

        Assert.Equal([NotificationKind.Opened, NotificationKind.Reminder, NotificationKind.Resolved], _rig.Log.Sent.Select(sent => sent.Kind));
        Assert.Equal(IncidentState.Closed, (await _rig.FindAsync(incident.Id)).State);
        Assert.True(instance.IsCompleted);
    }

    [Fact]
    public async Task A_poke_that_is_lost_costs_time_and_nothing_else()
    {
        var incident = await _rig.Desk.RaiseAsync(Given.Signal(), default);
        var instance = _rig.Start(incident.Id);
        await instance.RunAsync();
        await _rig.Desk.ActAsync(incident.Id, new IncidentInput.MarkFalsePositive("mai", null), default);

        await _rig.PassAsync(instance, Given.At(22));
        Assert.Single(_rig.Log.Sent);
        await _rig.PassAsync(instance, Given.At(24));

        Assert.Equal([NotificationKind.Opened, NotificationKind.Resolved], _rig.Log.Sent.Select(sent => sent.Kind));
        Assert.True(instance.IsCompleted);
    }

    [Fact]
    public async Task A_poke_that_comes_twice_or_for_nothing_tells_nobody_twice()
    {
        var incident = await _rig.Desk.RaiseAsync(Given.Signal(), default);
        var instance = _rig.Start(incident.Id);
        instance.Raise();
        instance.Raise();
        await instance.RunAsync();
        await _rig.Desk.ActAsync(incident.Id, new IncidentInput.Resolve("mai", null), default);
        instance.Raise();
        instance.Raise();
        instance.Raise();

        await instance.RunAsync();

        Assert.Equal([NotificationKind.Opened, NotificationKind.Resolved], _rig.Log.Sent.Select(sent => sent.Kind));
    }

    [Fact]
    public async Task A_poke_while_an_activity_runs_is_heard_after_it()
    {
        var incident = await _rig.Desk.RaiseAsync(Given.Signal(), default);
        var instance = _rig.Start(incident.Id);
        await instance.RunAsync();
        instance.Raise();
        await instance.StepAsync(); // the row is read…
        await _rig.Desk.ActAsync(incident.Id, new IncidentInput.Resolve("mai", null), default);
        instance.Raise(); // …and has changed since

        await instance.RunAsync();

        Assert.Equal(NotificationKind.Resolved, _rig.Log.Sent[^1].Kind);
    }

    /// <summary>Timers that were waited for leave no listener behind that would swallow a poke.</summary>
    [Fact]
    public async Task A_poke_after_a_timer_has_fired_is_heard_at_once()
    {
        var incident = await _rig.Desk.RaiseAsync(Given.Signal(), default);
        var instance = _rig.Start(incident.Id);
        await _rig.PassAsync(instance, Given.At(24)); // the reminder
        await _rig.Desk.ActAsync(incident.Id, new IncidentInput.Resolve("mai", null), default);
        instance.Raise();

        await instance.RunAsync();

        Assert.Equal(NotificationKind.Resolved, _rig.Log.Sent[^1].Kind);
    }

    [Fact]
    public async Task A_history_begins_anew_before_it_grows_and_pokes_get_through()
    {
        var incident = await _rig.Desk.RaiseAsync(Given.Signal(), default);
        var instance = _rig.Start(incident.Id);
        await instance.RunAsync();
        for (var note = 0; note < 100; note++)
        {
            instance.Raise();
            if (note % 3 == 0)
                instance.Raise(); // some arrive in pairs, and so also while the history begins anew
            await instance.RunAsync();
        }

        await _rig.Desk.ActAsync(incident.Id, new IncidentInput.Resolve("mai", null), default);
        instance.Raise();
        await instance.RunAsync();

        Assert.True(instance.Histories > 4, $"{instance.Histories} histories");
        Assert.InRange(instance.LongestHistory, 1, 12 * IncidentOrchestrator.TurnsPerHistory);
        Assert.Equal(NotificationKind.Resolved, _rig.Log.Sent[^1].Kind);
    }

    [Fact]
    public async Task A_poke_at_the_moment_at_which_the_history_begins_anew_is_not_lost()
    {
        for (var pokes = 1; pokes < 3 * IncidentOrchestrator.TurnsPerHistory; pokes++)
        {
            var rig = new IncidentRig();
            var incident = await rig.Desk.RaiseAsync(Given.Signal(), default);
            var instance = rig.Start(incident.Id);
            for (var i = 0; i < pokes; i++)
                instance.Raise(); // all of them wait, and each costs a turn
            while (instance.Histories == 1 && await instance.StepAsync())
            {
            }

            await rig.Desk.ActAsync(incident.Id, new IncidentInput.Resolve("mai", null), default);
            instance.Raise();
            await instance.RunAsync();

            Assert.True(rig.Log.Sent[^1].Kind == NotificationKind.Resolved, $"after {pokes} pokes");
        }
    }

    [Fact]
    public async Task A_process_that_dies_after_any_activity_leaves_the_incident_as_one_that_lives()
    {
        for (var dies = 0; dies < 12; dies++)
        {
            var rig = new IncidentRig();
            var incident = await rig.Desk.RaiseAsync(Given.Signal(), default);
            var instance = rig.Start(incident.Id);
            var deadly = dies;
            instance.DiesAfter = run => run == deadly;
            await rig.PassAsync(instance, Given.At(30));
            await rig.Desk.RecoveredAsync(Given.Signal().Stream, Given.Signal().Id, Given.At(31), 5, default);
            instance.Raise();
            await rig.PassAsync(instance, Given.At(60).AddDays(2));

            Assert.True(instance.IsCompleted, $"run {dies}");
            Assert.Equal([$"{incident.Id}/0", $"{incident.Id}/2", $"{incident.Id}/4"], rig.Log.Sent.Select(sent => sent.Key));
            Assert.Equal([$"{incident.Id}/1", $"{incident.Id}/3", $"{incident.Id}/5"], rig.Webhook.Sent.Select(sent => sent.Key));
            Assert.Equal(IncidentState.Closed, (await rig.FindAsync(incident.Id)).State);
        }
    }

    [Fact]
    public async Task A_store_that_is_down_for_long_ends_no_instance()
    {
        var rows = new SwitchableRowStore(new MemoryRowStore());
        var rig = new IncidentRig(rows);
        var incident = await rig.Desk.RaiseAsync(Given.Signal(), default);
        var instance = rig.Start(incident.Id);
        rows.IsDown = true;
        await rig.PassAsync(instance, Given.At(14));
        Assert.Empty(rig.Log.Sent);
        rows.IsDown = false;

        await rig.PassAsync(instance, Given.At(16));

        Assert.Single(rig.Log.Sent);
    }

    [Fact]
    public async Task A_channel_that_fails_is_tried_again_when_it_asked_to_be()
    {
        var answers = new Queue<DeliveryResult>([new DeliveryResult.TemporaryFailure("down", TimeSpan.FromMinutes(3)), new DeliveryResult.Delivered()]);
        var rig = new IncidentRig(webhook: new ScriptedNotifier("webhook", (_, _) => new(answers.Dequeue())));
        var incident = await rig.Desk.RaiseAsync(Given.Signal(), default);
        var instance = rig.Start(incident.Id);
        await instance.RunAsync();
        Assert.Equal(Given.At(11), instance.NextTimer);

        await rig.PassAsync(instance, Given.At(11));

        Assert.Equal([$"{incident.Id}/1", $"{incident.Id}/1"], rig.Webhook.Sent.Select(sent => sent.Key));
        Assert.Single(rig.Log.Sent);
    }

    [Fact]
    public async Task An_instance_of_an_incident_that_is_not_there_ends()
    {
        var instance = _rig.Start("nobody~20261120T0102Z~000000");

        await instance.RunAsync();

        Assert.True(instance.IsCompleted);
    }
}
