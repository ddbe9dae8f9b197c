using Kanshi.Incidents;
using Kanshi.Local.Serving;
using Kanshi.Notifications;
using Kanshi.Storage;
using Kanshi.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Kanshi.Local.Tests.Serving;

public sealed class NotificationLoopTests
{
    [Fact]
    public async Task What_is_new_to_tell_goes_out_without_waiting_for_the_next_pass()
    {
        var clock = new StandingClock();
        using var bell = new IncidentBell();
        var desk = new IncidentDesk(new MemoryRowStore(), clock, new IncidentOptions { GroupWait = TimeSpan.Zero }, [bell]);
        var log = new ScriptedNotifier("log");
        var sender = new NotificationSender(desk, [log], clock, new NotificationOptions(), NullLogger<NotificationSender>.Instance);
        using var loop = new NotificationLoop(sender, bell, clock, NullLogger<NotificationLoop>.Instance);
        await loop.StartAsync(TestContext.Current.CancellationToken);

        for (var i = 1; i <= 3; i++)
        {
            await desk.OpenAsync(new IncidentInput.OpenedByHand($"s{i}", "slow", null, null, "mai"), TestContext.Current.CancellationToken);
            for (var attempt = 0; attempt < 500 && log.Sent.Count < i; attempt++)
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
            Assert.Equal(i, log.Sent.Count);
        }

        await loop.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A clock on which no timer ever fires: a pass that comes all the same was rung for.</summary>
    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Given.Noon;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Nothing();

        private sealed class Nothing : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
