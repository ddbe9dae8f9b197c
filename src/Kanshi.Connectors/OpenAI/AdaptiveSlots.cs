namespace Kanshi.Connectors.OpenAI;

/// <summary>
/// How many requests may be in flight: additive increase, multiplicative decrease (Chiu and Jain 1989). Each success adds a share of a slot, so that a
/// round of successes adds one; a refusal for load or a time-out halves, once for all requests that were in flight with it. Waiting is first come,
/// first served. After a Retry-After nobody is let in until then, or for <see cref="LongestPause"/>.
/// </summary>
internal sealed class AdaptiveSlots(int most, TimeProvider clock) : IDisposable
{
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource<int>> _waiting = [];
    private double _limit = most;
    private int _inFlight;
    private int _peak;
    private int _halvings;
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;
    private ITimer? _wake;

    /// <summary>The most that were ever in flight together.</summary>
    public int Peak
    {
        get
        {
            lock (_lock)
                return _peak;
        }
    }

    public int Limit
    {
        get
        {
            lock (_lock)
                return (int)_limit;
        }
    }

    /// <summary>Waits for a slot. What it gives back goes to <see cref="Leave"/>.</summary>
    public async ValueTask<int> EnterAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        LinkedListNode<TaskCompletionSource<int>> place;
        lock (_lock)
        {
            place = _waiting.AddLast(new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously));
            LetIn_NeedsLock();
        }

        await using var registration = cancellation.UnsafeRegister(static (state, token) => ((TaskCompletionSource<int>)state!).TrySetCanceled(token), place.Value);
        return await place.Value.Task;
    }

    /// <param name="ticket">What <see cref="EnterAsync"/> gave.</param>
    public void Leave(int ticket, Load load)
    {
        lock (_lock)
        {
            _inFlight--;
            if (load.TooMuch && ticket == _halvings)
            {
                _limit = Math.Max(1, _limit / 2);
                _halvings++;
            }
            else if (load.Answered)
            {
                _limit = Math.Min(most, _limit + (1 / _limit));
            }

            if (load.Pause is { } wait)
                Pause_NeedsLock(wait);
            LetIn_NeedsLock();
        }
    }

    public void Dispose() => _wake?.Dispose();

    private void Pause_NeedsLock(TimeSpan wait)
    {
        var bounded = wait < LongestPause ? wait : LongestPause;
        var until = clock.GetUtcNow() + bounded;
        if (until <= _pausedUntil)
            return;
        _pausedUntil = until;
        _wake?.Dispose();
        _wake = clock.CreateTimer(static state => ((AdaptiveSlots)state!).Wake(), this, bounded, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The pause is over by the timer that was set for it, whatever the clock says to the millisecond.</summary>
    private void Wake()
    {
        lock (_lock)
        {
            _pausedUntil = DateTimeOffset.MinValue;
            LetIn_NeedsLock();
        }
    }

    private void LetIn_NeedsLock()
    {
        if (clock.GetUtcNow() < _pausedUntil)
            return;
        while (_inFlight < (int)_limit && _waiting.First is { } first)
        {
            _waiting.RemoveFirst();
            if (!first.Value.TrySetResult(_halvings))
                continue; // it has given up waiting
            _inFlight++;
            _peak = Math.Max(_peak, _inFlight);
        }
    }
}
