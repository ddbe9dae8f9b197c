namespace Kanshi.Local.Backtesting;

/// <summary>A clock that stands where the data is.</summary>
internal sealed class EventTimeClock : TimeProvider
{
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Set(DateTimeOffset now) => _now = now;
}
