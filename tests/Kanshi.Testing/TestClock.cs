namespace Kanshi.Testing;

/// <summary>A clock that stands still until a test moves it. Timers are not driven by it.</summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public static TestClock Default => new(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;

    public void Set(DateTimeOffset now) => _now = now;
}
