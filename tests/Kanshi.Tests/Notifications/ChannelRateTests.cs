using Kanshi.Incidents;
using Kanshi.Notifications;
using Kanshi.Storage;
using Kanshi.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Kanshi.Tests.Notifications;

public sealed class ChannelRateTests
{
    private readonly MemoryRowStore _rows = new();
    private readonly TestClock _clock = new(Given.At(8));
    private readonly NotificationOptions _options = new() { Burst = 5, PerMinute = 2 };

    [Fact]
    public async Task A_channel_takes_its_burst_and_then_its_rate()
    {
        var taken = 0;
        for (var second = 0; second < 600; second++)
        {
            if (await Rate().TakeAsync("pager", default) is null)
                taken++;
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(5 + 19, taken); // the twentieth token of ten minutes comes with their end
    }

    [Fact]
    public async Task Whoever_is_refused_hears_when_there_is_room()
    {
        for (var i = 0; i < 5; i++)
            Assert.Null(await Rate().TakeAsync("pager", default));

        Assert.Equal(Given.At(8).AddSeconds(30), await Rate().TakeAsync("pager", default));
        Assert.Null(await Rate().TakeAsync("mail", default));
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(await Rate().TakeAsync("pager", default));
    }

    [Fact]
    public async Task Two_instances_share_one_bucket()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var memory = new MemoryRowStore();
            var store = new InterleavedRowStore(memory, seed, faultRate: 0);
            var taken = 0;
            async Task TakeAsync()
            {
                for (var i = 0; i < 5; i++)
                {
                    if (await new ChannelRate(store, _clock, _options).TakeAsync("pager", default) is null)
                        Interlocked.Increment(ref taken);
                }
            }

            await store.RunAsync([TakeAsync, TakeAsync]);
            Assert.Equal(5, taken);
        }
    }

    [Fact]
    public async Task A_clock_that_goes_back_gives_nothing_and_loses_nothing()
    {
        for (var i = 0; i < 5; i++)
            await Rate().TakeAsync("pager", default);
        _clock.Advance(TimeSpan.FromHours(-1));

        Assert.NotNull(await Rate().TakeAsync("pager", default));
        _clock.Advance(TimeSpan.FromMinutes(62));
        Assert.Null(await Rate().TakeAsync("pager", default));
    }

    [Fact]
    public async Task The_gravest_incidents_go_first_when_there_is_not_room_for_all()
    {
        var desk = new IncidentDesk(_rows, _clock, Given.Options with { Channels = ["pager"] }, []);
        for (var i = 0; i < 20; i++)
            await desk.RaiseAsync(Given.Signal(service: $"s{i}", observed: i == 17 ? 0.9 : 0.03), default);
        var pager = new ScriptedNotifier("pager");

        await new NotificationSender(desk, [pager], _clock, _options, NullLogger<NotificationSender>.Instance, Rate()).SendDueAsync(default);

        Assert.Equal(5, pager.Sent.Count);
        Assert.Equal("s17", pager.Sent[0].Service);
    }

    [Fact]
    public async Task Whoever_drives_one_incident_is_told_when_to_come_again_and_no_attempt_is_counted()
    {
        var desk = new IncidentDesk(_rows, _clock, Given.Options with { Channels = ["pager"] }, []);
        var incident = await desk.RaiseAsync(Given.Signal(), default);
        for (var i = 0; i < 5; i++)
            await Rate().TakeAsync("pager", default);
        var pager = new ScriptedNotifier("pager");
        var sender = new NotificationSender(desk, [pager], _clock, _options, NullLogger<NotificationSender>.Instance, Rate());

        await sender.SendDueAsync(incident.Id, "pager", default);

        var agenda = await desk.AdvanceAsync(incident.Id, default);
        Assert.Empty(pager.Sent);
        Assert.Empty(agenda.DueChannels);
        Assert.InRange(agenda.NextAt!.Value, Given.At(8).AddSeconds(30), Given.At(8).AddSeconds(90));
        Assert.Equal(0, (await desk.FindAsync(incident.Id, default))!.Pending[0].Attempts);
    }

    private ChannelRate Rate() => new(_rows, _clock, _options);
}
