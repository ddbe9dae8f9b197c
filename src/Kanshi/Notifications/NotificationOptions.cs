namespace Kanshi.Notifications;

/// <summary>How patiently channels are told.</summary>
public sealed class NotificationOptions
{
    /// <summary>The wait after the first failure; it doubles with every further one. The default is 10 seconds.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest wait of our own; a channel that asks for more gets up to an hour. The default is 15 minutes.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// A notification that fails this long after the change it tells of is given up: the incident's timeline says so, and it is kept to be sent again. The
    /// default is 48 hours, so that a channel may be away for a day.
    /// </summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromHours(48);

    /// <summary>A delivery that takes longer has failed. The default is 30 seconds.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many notifications a channel is sent in one pass; the others wait for the next. The default is 100.</summary>
    public int MaxPerPass { get; set; } = 100;

    /// <summary>How many notifications a channel takes in a minute, over all instances, once it has had <see cref="Burst"/>. The default is 20.</summary>
    public int PerMinute { get; set; } = 20;

    /// <summary>How many notifications a channel that was quiet takes at once. The default is 20.</summary>
    public int Burst { get; set; } = 20;

    /// <summary>What the jitter of the waits follows from, with the notification's key and attempt. The default is 0.</summary>
    public int JitterSeed { get; set; }

    /// <summary>Everything that is wrong with these options; empty when nothing is.</summary>
    public IEnumerable<string> Validate()
    {
        if (FirstRetry <= TimeSpan.Zero)
            yield return $"notifications.firstRetry is {FirstRetry}: it must be more than zero.";
        if (MaxRetryDelay < FirstRetry)
            yield return $"notifications.maxRetryDelay is {MaxRetryDelay}, firstRetry {FirstRetry}: the longest wait is shorter than the first.";
        if (GiveUpAfter <= TimeSpan.Zero)
            yield return $"notifications.giveUpAfter is {GiveUpAfter}: it must be more than zero.";
        if (SendTimeout <= TimeSpan.Zero)
            yield return $"notifications.sendTimeout is {SendTimeout}: it must be more than zero.";
        if (MaxPerPass <= 0)
            yield return $"notifications.maxPerPass is {MaxPerPass}: it must be at least 1.";
        if (PerMinute <= 0)
            yield return $"notifications.perMinute is {PerMinute}: it must be at least 1.";
        if (Burst <= 0)
            yield return $"notifications.burst is {Burst}: it must be at least 1.";
    }
}
