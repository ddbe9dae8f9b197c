using Kanshi.Connectors.OpenAI;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Connectors.Tests.OpenAI;

public sealed class AdaptiveSlotsTests
{
    private static readonly Load _ok = new(TooMuch: false, Answered: true, Pause: null);
    private static readonly Load _tooMuch = new(TooMuch: true, Answered: false, Pause: null);

    [Fact]
    public async Task A_refusal_for_load_halves_once_for_all_that_were_in_flight_with_it()
    {
        using var slots = new AdaptiveSlots(16, TestClock.Default);
        var tickets = await EnterAsync(slots, 16);

        foreach (var ticket in tickets)
            slots.Leave(ticket, _tooMuch);

        Assert.Equal(8, slots.Limit);
        slots.Leave((await EnterAsync(slots, 1))[0], _tooMuch);
        Assert.Equal(4, slots.Limit);
    }

    [Fact]
    public async Task A_round_of_successes_adds_one_up_to_the_most()
    {
        using var slots = new AdaptiveSlots(4, TestClock.Default);
        for (var halving = 0; halving < 5; halving++)
            slots.Leave((await EnterAsync(slots, 1))[0], _tooMuch);
        Assert.Equal(1, slots.Limit);

        var limits = new List<int>();
        for (var success = 0; success < 20; success++)
        {
            slots.Leave((await EnterAsync(slots, 1))[0], _ok);
            limits.Add(slots.Limit);
        }

        Assert.Equal(limits.Order(), limits);
        Assert.Equal((2, 4), (limits[0], limits[^1]));
    }

    [Fact]
    public async Task Who_waits_longest_is_let_in_first_and_who_has_given_up_is_passed_over()
    {
        using var slots = new AdaptiveSlots(1, TestClock.Default);
        using var impatient = new CancellationTokenSource();
        var ticket = (await EnterAsync(slots, 1))[0];
        var first = slots.EnterAsync(impatient.Token).AsTask();
        var second = slots.EnterAsync(CancellationToken.None).AsTask();
        var third = slots.EnterAsync(CancellationToken.None).AsTask();

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        slots.Leave(ticket, _ok);
        await second;

        Assert.False(third.IsCompleted);
        slots.Leave(await second, _ok);
        await third;
        Assert.Equal(1, slots.Peak);
    }

    [Fact]
    public async Task Nobody_is_let_in_before_the_time_that_the_endpoint_asked_for()
    {
        var clock = new TickingClock();
        using var slots = new AdaptiveSlots(4, clock);
        slots.Leave((await EnterAsync(slots, 1))[0], new Load(TooMuch: true, Answered: false, TimeSpan.FromSeconds(3)));

        var waiting = slots.EnterAsync(CancellationToken.None).AsTask();
        Assert.False(waiting.IsCompleted);
        Assert.Equal(TimeSpan.FromSeconds(3), clock.Due);
        clock.Fire();

        await waiting;
    }

    private static async Task<int[]> EnterAsync(AdaptiveSlots slots, int count)
    {
        var tickets = new int[count];
        for (var i = 0; i < count; i++)
            tickets[i] = await slots.EnterAsync(CancellationToken.None);
        return tickets;
    }

    /// <summary>A clock whose only timer goes off when the test says so.</summary>
    private sealed class TickingClock : TimeProvider
    {
        private Action? _callback;

        public TimeSpan Due { get; private set; }

        public override DateTimeOffset GetUtcNow() => new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_callback, Due) = (() => callback(state), dueTime);
            return new NoTimer();
        }

        public void Fire() => _callback!();

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
