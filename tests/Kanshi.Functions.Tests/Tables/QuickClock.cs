namespace Kanshi.Functions.Tests.Tables;

/// <summary>A clock on which every wait is over at once, and has taken its time.</summary>
internal sealed class QuickClock : TimeProvider
{
    public TimeSpan Passed { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Passed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero)
            Passed += dueTime;
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
