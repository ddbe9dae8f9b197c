using Kanshi.Incidents;
using Kanshi.Notifications;
using Kanshi.Storage;
using Kanshi.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Kanshi.Tests.Notifications;

/// <summary>What a receiver sees when channels fail, signals come in floods, and senders die.</summary>
public sealed class OutageTests
{
    private readonly MemoryRowStore _rows = new();
    private readonly TestClock _clock = new(Given.At(8));

    [Fact]
    public async Task A_channel_that_was_away_for_a_day_hears_the_final_state_of_every_incident_and_is_not_flooded()
    {
        const int Incidents = 200;
        var options = new IncidentOptions { Channels = ["pager", "log"] };
        var desk = new IncidentDesk(_rows, _clock, options, []);
        var away = true;
        var attempts = 0;
        var times = new List<DateTimeOffset>();
        var pager = new ScriptedNotifier("pager", (_, _) =>
        {
            attempts++;
            if (!away)
                times.Add(_clock.GetUtcNow());
            return new(away ? new DeliveryResult.TemporaryFailure("down") : new DeliveryResult.Delivered());
        });
        var log = new ScriptedNotifier("log");
        var sender = Sender(desk, new NotificationOptions(), pager, log);
        var random = new Random(7);

        for (var minute = 0; minute < 24 * 60; minute++)
        {
            if (minute % 7 == 0 && minute / 7 < Incidents)
                await desk.RaiseAsync(Given.Signal(service: $"s{minute / 7}", minute: minute), default);
            if (minute % 11 == 0 && minute / 11 < 100)
                await ActAsync(desk, $"s{minute / 11}", random.Next(3) == 0 ? new IncidentInput.Acknowledge("mai", null) : new IncidentInput.Resolve("mai", null));
            if (minute % 60 == 0 && minute / 60 < 20)
                await ActAsync(desk, $"s{minute / 60}", new IncidentInput.Reopen("mai", null));
            await desk.AdvanceAsync(default);
            await sender.SendDueAsync(default);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(attempts, 100, 24 * 60); // one try a pass at most, whatever waits
        Assert.NotEmpty(log.Sent);
        var before = pager.Sent.Count;
        away = false;
        var back = _clock.GetUtcNow();
        for (var minute = 0; minute < 60; minute++)
        {
            await desk.AdvanceAsync(default);
            await sender.SendDueAsync(default);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        var heard = pager.Sent.Skip(before).GroupBy(sent => sent.IncidentId, StringComparer.Ordinal).ToArray();
        Assert.Equal(Incidents, heard.Length);
        Assert.All(heard, incident => Assert.InRange(incident.Count(), 1, 3)); // the first it was never told, the newest, and a reminder that came due since
        foreach (var incident in await desk.ListAsync(null, null, null, default))
        {
            var last = pager.Sent.Last(sent => sent.IncidentId == incident.Id);
            Assert.Equal((incident.State.IsOngoing(), incident.Acknowledged?.By), (last.State.IsOngoing(), last.AcknowledgedBy));
            Assert.Equal(!incident.State.IsOngoing(), last.Kind == NotificationKind.Resolved);
            Assert.Empty(incident.DeadLetters);
        }

        Assert.Contains(pager.Sent.Skip(before), sent => sent.StandsFor.Count > 0);
        Assert.All(Enumerable.Range(0, 60), minute => Assert.InRange(times.Count(at => at >= back.AddMinutes(minute) && at < back.AddMinutes(minute + 1)), 0, 40));
    }

    [Fact]
    public async Task Ten_thousand_signals_are_a_handful_of_notifications()
    {
        var desk = new IncidentDesk(_rows, _clock, new IncidentOptions { Channels = ["pager"] }, []);
        var pager = new ScriptedNotifier("pager");
        var sender = Sender(desk, new NotificationOptions(), pager);
        string[] metrics = ["refusal-rate", "latency", "error-rate", "cost", "pii-rate"];
        for (var i = 0; i < 10_000; i++)
        {
            await desk.RaiseAsync(Given.Signal(metrics[i % metrics.Length], $"d{i % 50}", observed: 0.02 + (i % 97 / 100.0), minute: i / 1000), default);
            if (i % 50 == 0)
            {
                await sender.SendDueAsync(default);
                _clock.Advance(TimeSpan.FromSeconds(3));
            }
        }

        _clock.Advance(TimeSpan.FromMinutes(10));
        await sender.SendDueAsync(default);
        Assert.InRange(pager.Sent.Count, 1, 10);
    }

    [Fact]
    public async Task A_receiver_hears_of_every_incident_that_it_began_before_that_it_ended_and_last_what_is_true()
    {
        for (var seed = 0; seed < 60; seed++)
            await RunAsync(seed);
    }

    /// <summary>Channels fail at random, ambiguous failures included; senders crash at random; people do what they like.</summary>
    private static async Task RunAsync(int seed)
    {
        var random = new Random(seed);
        var memory = new MemoryRowStore();
        var clock = new TestClock(Given.At(8));
        var desk = new IncidentDesk(memory, clock, new IncidentOptions { Channels = ["pager"] }, []);
        var received = new List<Notification>();
        var failing = true;
        var pager = new ScriptedNotifier("pager", (notification, _) =>
        {
            var fails = failing && random.Next(2) == 0;
            if (!fails || random.Next(2) == 0)
                received.Add(notification); // it arrived, and perhaps the answer was lost
            return new(fails ? new DeliveryResult.TemporaryFailure("no answer") : new DeliveryResult.Delivered());
        });
        var options = new NotificationOptions { JitterSeed = seed };
        var crashing = new InterleavedRowStore(memory, seed, faultRate: 0.2);
        await crashing.RunAsync([async () =>
        {
            var crashingDesk = new IncidentDesk(crashing, clock, new IncidentOptions { Channels = ["pager"] }, []);
            for (var i = 0; i < 120; i++)
            {
                if (i == 100)
                    failing = false;
                if (i < 100)
                    await DoSomethingAsync(desk, random, i);
                try
                {
                    await crashingDesk.AdvanceAsync(default);
                    await new NotificationSender(crashingDesk, [pager], clock, options, NullLogger<NotificationSender>.Instance, new ChannelRate(crashing, clock, options)).SendDueAsync(default);
                }
                catch (SimulatedCrashException)
                {
                    // The next pass is a new process.
                }

                clock.Advance(TimeSpan.FromSeconds(random.Next(5, 400)));
            }
        }]);
        for (var i = 0; i < 40; i++)
        {
            clock.Advance(TimeSpan.FromMinutes(10));
            await new NotificationSender(desk, [pager], clock, options, NullLogger<NotificationSender>.Instance).SendDueAsync(default);
        }

        foreach (var incident in await desk.ListAsync(null, null, null, default))
        {
            var seen = received.Where(sent => sent.IncidentId == incident.Id).ToArray();
            Assert.True(seen.Length > 0, $"seed {seed}: {incident.Id} was never told");
            Assert.True(seen[0].Kind == NotificationKind.Opened, $"seed {seed}: {incident.Id} began with {seen[0].Kind}");
            Assert.True(seen[^1].State.IsOngoing() == incident.State.IsOngoing(), $"seed {seed}: {incident.Id} is {incident.State}, last told {seen[^1].Kind}, {seen[^1].State}");
            Assert.True(seen[^1].Kind == NotificationKind.Resolved == !incident.State.IsOngoing(), $"seed {seed}: {incident.Id} is {incident.State}, last told {seen[^1].Kind}");
            Assert.True(seen.GroupBy(sent => sent.Key, StringComparer.Ordinal).All(same => same.Select(sent => sent.Kind).Distinct().Count() == 1), $"seed {seed}: one key, two kinds");
        }
    }

    private static async Task DoSomethingAsync(IncidentDesk desk, Random random, int i)
    {
        var service = $"s{random.Next(4)}";
        IncidentInput? input = random.Next(6) switch
        {
            0 => new IncidentInput.Acknowledge("mai", null),
            1 => new IncidentInput.Resolve("mai", null),
            2 => new IncidentInput.Reopen("mai", null),
            3 => random.Next(4) == 0 ? new IncidentInput.MarkFalsePositive("mai", null) : null,
            _ => null,
        };
        if (input is not null)
            await ActAsync(desk, service, input);
        else
            await desk.RaiseAsync(Given.Signal(random.Next(2) == 0 ? "latency" : "error-rate", observed: random.NextDouble(), service: service, minute: i), default);
    }

    private static async Task ActAsync(IncidentDesk desk, string service, IncidentInput input)
    {
        foreach (var incident in (await desk.ListAsync(null, service, null, default)).TakeLast(1))
            await desk.ActAsync(incident.Id, input, default);
    }

    private NotificationSender Sender(IncidentDesk desk, NotificationOptions options, params INotifier[] notifiers) =>
        new(desk, notifiers, _clock, options, NullLogger<NotificationSender>.Instance, new ChannelRate(_rows, _clock, options));
}
