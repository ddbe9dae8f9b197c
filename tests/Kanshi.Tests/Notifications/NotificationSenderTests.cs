using Kanshi.Incidents;
using Kanshi.Notifications;
using Kanshi.Storage;
using Kanshi.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Kanshi.Tests.Notifications;

public sealed class NotificationSenderTests
{
    private readonly MemoryRowStore _rows = new();
    private readonly TestClock _clock = new(Given.At(8));
    private readonly IncidentDesk _desk;

    public NotificationSenderTests() => _desk = new IncidentDesk(_rows, _clock, Given.Options, []);

    [Fact]
    public async Task Every_channel_is_told_once_and_the_timeline_says_so()
    {
        var (log, webhook) = (new ScriptedNotifier("log"), new ScriptedNotifier("webhook"));
        var incident = await _desk.RaiseAsync(Given.Signal(), default);

        await Sender(log, webhook).SendDueAsync(default);
        await Sender(log, webhook).SendDueAsync(default);

        Assert.Equal($"{incident.Id}/0", Assert.Single(log.Sent).Key);
        Assert.Equal($"{incident.Id}/1", Assert.Single(webhook.Sent).Key);
        var told = await FindAsync(incident);
        Assert.Empty(told.Pending);
        Assert.Equal(2, told.Timeline.Count(entry => entry.Kind == TimelineKind.Notified));
    }

    [Fact]
    public async Task An_ended_incident_stays_open_until_everybody_has_been_told()
    {
        var down = new ScriptedNotifier("log", new DeliveryResult.TemporaryFailure("down"));
        var incident = await _desk.RaiseAsync(Given.Signal(), default);
        await _desk.ActAsync(incident.Id, new IncidentInput.MarkFalsePositive("mai", null), default);
        await Sender(down, new ScriptedNotifier("webhook")).SendDueAsync(default);
        Assert.Single(await OpenAsync());

        _clock.Advance(TimeSpan.FromMinutes(1));
        var back = new ScriptedNotifier("log");
        await Sender(back, new ScriptedNotifier("webhook")).SendDueAsync(default);

        Assert.Equal([NotificationKind.Opened, NotificationKind.Resolved], back.Sent.Select(n => n.Kind));
        Assert.Empty(await OpenAsync());
    }

    [Fact]
    public async Task A_failing_channel_holds_up_no_other()
    {
        var webhook = new ScriptedNotifier("webhook");
        var incident = await _desk.RaiseAsync(Given.Signal(), default);

        await Sender(new ScriptedNotifier("log", new DeliveryResult.TemporaryFailure("down")), webhook).SendDueAsync(default);

        Assert.Single(webhook.Sent);
        Assert.Equal("log", Assert.Single((await FindAsync(incident)).Pending).Channel);
    }

    [Fact]
    public async Task A_hanging_channel_is_given_its_time_and_no_more_even_if_it_ignores_its_token()
    {
        var never = new TaskCompletionSource<DeliveryResult>();
        var webhook = new ScriptedNotifier("webhook");
        var incident = await _desk.RaiseAsync(Given.Signal(), default);

        await Sender(new NotificationOptions { SendTimeout = TimeSpan.FromMilliseconds(50) }, new ScriptedNotifier("log", (_, _) => new(never.Task)), webhook).SendDueAsync(default);

        Assert.Single(webhook.Sent);
        Assert.Equal(1, Assert.Single((await FindAsync(incident)).Pending).Attempts);
    }

    [Fact]
    public async Task A_channel_that_throws_is_tried_again()
    {
        var broken = new ScriptedNotifier("log", (_, _) => throw new InvalidOperationException("broken"));
        var incident = await _desk.RaiseAsync(Given.Signal(), default);

        await Sender(broken, new ScriptedNotifier("webhook")).SendDueAsync(default);

        Assert.Equal(1, Assert.Single((await FindAsync(incident)).Pending).Attempts);
    }

    [Fact]
    public async Task A_later_notification_of_an_incident_does_not_overtake_one_that_is_retried()
    {
        var answers = new Queue<DeliveryResult>([new DeliveryResult.TemporaryFailure("down"), new DeliveryResult.Delivered(), new DeliveryResult.Delivered()]);
        var log = new ScriptedNotifier("log", (_, _) => new(answers.Dequeue()));
        var sender = Sender(log, new ScriptedNotifier("webhook"));
        var incident = await _desk.RaiseAsync(Given.Signal(), default);
        await sender.SendDueAsync(default);
        await _desk.ActAsync(incident.Id, new IncidentInput.Resolve("mai", null), default);
        await sender.SendDueAsync(default);
        Assert.Single(log.Sent);

        _clock.Advance(TimeSpan.FromMinutes(1));
        await sender.SendDueAsync(default);

        Assert.Equal([NotificationKind.Opened, NotificationKind.Opened, NotificationKind.Resolved], log.Sent.Select(n => n.Kind));
        Assert.Equal(log.Sent[0].Key, log.Sent[1].Key);
    }

    [Fact]
    public async Task A_permanent_failure_ends_in_the_timeline()
    {
        var incident = await _desk.RaiseAsync(Given.Signal(), default);

        await Sender(new ScriptedNotifier("log", new DeliveryResult.PermanentFailure("answered 404")), new ScriptedNotifier("webhook")).SendDueAsync(default);

        var entry = (await FindAsync(incident)).Timeline.Single(e => e.Kind == TimelineKind.NotificationFailed);
        Assert.Equal($"{incident.Id}/0 to log: answered 404", entry.Note);
    }

    [Fact]
    public async Task After_a_day_of_failures_it_is_given_up_in_the_timeline()
    {
        var down = new ScriptedNotifier("log", new DeliveryResult.TemporaryFailure("down"));
        var sender = Sender(new NotificationOptions { GiveUpAfter = TimeSpan.FromHours(24) }, down, new ScriptedNotifier("webhook"));
        var incident = await _desk.RaiseAsync(Given.Signal(), default);
        for (var minute = 0; minute < 25 * 60; minute++)
        {
            await sender.SendDueAsync(default);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        var ended = await FindAsync(incident);
        Assert.Empty(ended.Pending);
        Assert.EndsWith("times in 24 h, last: down", ended.Timeline.Single(e => e.Kind == TimelineKind.NotificationFailed).Note, StringComparison.Ordinal);
        Assert.InRange(down.Sent.Count, 95, 105);
        Assert.Single(down.Sent.Select(n => n.Key).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_channel_that_is_no_longer_configured_is_dropped_with_an_entry()
    {
        var incident = await _desk.RaiseAsync(Given.Signal(), default);

        await Sender(new ScriptedNotifier("log")).SendDueAsync(default);

        var dropped = await FindAsync(incident);
        Assert.Empty(dropped.Pending);
        Assert.Equal($"{incident.Id}/1 to webhook: no channel is named webhook any more", dropped.Timeline.Single(e => e.Kind == TimelineKind.NotificationFailed).Note);
    }

    [Fact]
    public async Task A_lane_stops_at_its_first_temporary_failure_until_the_next_pass()
    {
        var down = new ScriptedNotifier("log", new DeliveryResult.TemporaryFailure("down"));
        var sender = Sender(down, new ScriptedNotifier("webhook"));
        for (var i = 0; i < 5; i++)
            await _desk.RaiseAsync(Given.Signal(service: $"s{i}"), default);

        await sender.SendDueAsync(default);
        Assert.Single(down.Sent);
        await sender.SendDueAsync(default);
        Assert.Equal(["s0", "s1"], down.Sent.Select(n => n.Service), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Crashes_between_sending_and_recording_lose_nothing_and_keep_the_keys()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var memory = new MemoryRowStore();
            var desk = new IncidentDesk(memory, _clock, Given.Options, []);
            var incident = await desk.RaiseAsync(Given.Signal(), default);
            await desk.ActAsync(incident.Id, new IncidentInput.Resolve("mai", null), default);
            var (log, webhook) = (new ScriptedNotifier("log"), new ScriptedNotifier("webhook"));
            var store = new InterleavedRowStore(memory, seed, faultRate: 0.6);

            await store.RunAsync([() => SendUntilDoneAsync(store, log, webhook)]);

            Assert.Equal([$"{incident.Id}/0", $"{incident.Id}/2"], log.Sent.Select(n => n.Key).Distinct(StringComparer.Ordinal), StringComparer.Ordinal);
            Assert.Equal([$"{incident.Id}/1", $"{incident.Id}/3"], webhook.Sent.Select(n => n.Key).Distinct(StringComparer.Ordinal), StringComparer.Ordinal);
        }
    }

    private async Task SendUntilDoneAsync(InterleavedRowStore store, params INotifier[] notifiers)
    {
        var desk = new IncidentDesk(store, _clock, Given.Options, []);
        while (true)
        {
            try
            {
                await new NotificationSender(desk, notifiers, _clock, new(), NullLogger<NotificationSender>.Instance).SendDueAsync(default);
                if (!(await ListAsync(desk)).Exists(i => i.Pending.Count > 0))
                    return;
            }
            catch (SimulatedCrashException)
            {
                // Again, as a new process would.
            }
        }
    }

    private NotificationSender Sender(params INotifier[] notifiers) => Sender(new NotificationOptions(), notifiers);

    private NotificationSender Sender(NotificationOptions options, params INotifier[] notifiers) =>
        new(_desk, notifiers, _clock, options, NullLogger<NotificationSender>.Instance);

    private async Task<Incident> FindAsync(Incident incident) => await _desk.FindAsync(incident.Id, default) ?? throw new InvalidOperationException(incident.Id);

    private Task<List<Incident>> OpenAsync() => ListAsync(_desk);

    private static async Task<List<Incident>> ListAsync(IncidentDesk desk) => await desk.ListOpenAsync(default).ToListAsync();
}
