namespace Kanshi.Local.Demo;

/// <summary>A clock that is set by hand at first and then runs faster than the world, with the timers made from it.</summary>
internal sealed class DemoClock(double speed) : TimeProvider
{
    private DateTimeOffset _origin;
    private long? _started;

    public override DateTimeOffset GetUtcNow() => _started is { } started ? _origin + (GetElapsedTime(started) * speed) : _origin;

    public void Set(DateTimeOffset now) => _origin = now;

    /// <summary>From now on time passes.</summary>
    public void Start() => _started = GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, InWorldTime(dueTime), InWorldTime(period));

    private TimeSpan InWorldTime(TimeSpan time)
    {
        if (time <= TimeSpan.Zero)
            return time; // zero and infinite mean themselves
        var shortened = time / speed;
        return shortened < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : shortened;
    }
}
