namespace Kanshi.Windows;

/// <summary>How events become windows. Everything that is counted in windows scales with the length.</summary>
public sealed record WindowOptions
{
    /// <summary>A window's span of event time; windows start at multiples of it since midnight UTC. The default is 5 minutes, the least 30 seconds.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long after a window's end its events are still on time. The default is 2 minutes.</summary>
    public TimeSpan Lateness { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>After this long past its end a window closes although a partition lags, as incomplete: it raises nothing and teaches nothing. The default is 15 minutes.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How old an event may be when it arrives, and how long windows are kept. The default is 30 days.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long records that were set aside are kept. The default is 7 days.</summary>
    public TimeSpan SetAsideRetention { get; init; } = TimeSpan.FromDays(7);

    /// <summary>
    /// How long the hashes of ids are kept beyond <see cref="DedupSpan"/>: as far as a redelivery reaches back, and a day to spare. The
    /// default is 2 days.
    /// </summary>
    public TimeSpan DedupRetention { get; init; } = TimeSpan.FromDays(2);

    /// <summary>Streams beyond this number are folded into one, "other". The default is 10 000.</summary>
    public int MaxStreams { get; init; } = 10_000;

    /// <summary>A resend of the same id within this time of its last sending is a duplicate. The default is 1 hour.</summary>
    public TimeSpan DedupSpan { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Live, an event more than 10 minutes in the future or older than the retention is set aside; off where the data's own times are the clock.</summary>
    public bool CheckClock { get; init; } = true;

    /// <summary>How often windows are looked for that are over: every minute, or five times a window when windows are shorter.</summary>
    public TimeSpan TickInterval => Length / 5 < TimeSpan.FromMinutes(1) ? Length / 5 : TimeSpan.FromMinutes(1);

    public DateTimeOffset StartOf(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % Length.Ticks), TimeSpan.Zero);

    public DateTimeOffset EndOf(DateTimeOffset start) => start + Length;

    /// <summary>Decided by the time at which the event was enqueued, never by "now": a redelivered event is late or not as it was before. Late begins when the window can close.</summary>
    public bool IsLate(DateTimeOffset windowStart, DateTimeOffset enqueued) => enqueued >= EndOf(windowStart) + Lateness;

    /// <summary>Every setting that cannot be used, each with what to do; empty when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        if (Length < TimeSpan.FromSeconds(30) || Length > TimeSpan.FromHours(1) || TimeSpan.TicksPerDay % Length.Ticks != 0)
            yield return $"windows.length is {Length}: use 30 seconds to 1 hour, a divisor of the day";
        if (Lateness < TimeSpan.Zero || Lateness >= GiveUpAfter)
            yield return $"windows.lateness is {Lateness}: use 0 or more, and less than windows.giveUpAfter ({GiveUpAfter})";
        if (Retention < TimeSpan.FromDays(1))
            yield return $"windows.retention is {Retention}: use at least a day";
        if (SetAsideRetention < TimeSpan.FromDays(1) || DedupRetention < TimeSpan.FromDays(1))
            yield return $"windows.setAsideRetention is {SetAsideRetention} and windows.dedupRetention {DedupRetention}: use at least a day";
        if (MaxStreams < 1)
            yield return $"windows.maxStreams is {MaxStreams}: use at least 1";
        if (DedupSpan < TimeSpan.Zero || DedupSpan > TimeSpan.FromHours(24))
            yield return $"windows.dedupSpan is {DedupSpan}: use 0 to 24 hours";
    }
}
