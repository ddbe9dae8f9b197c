namespace Kanshi.Notifications;

/// <summary>How much a channel may be sent: tokens that come back with time.</summary>
/// <param name="Tokens">0 to the burst, as of <paramref name="At"/>.</param>
internal readonly record struct TokenBucket(double Tokens, DateTimeOffset At)
{
    public static TokenBucket Full(DateTimeOffset now, NotificationOptions options) => new(options.Burst, now);

    /// <summary>The bucket less one token, or the time at which there will be one. A clock that has gone back gives nothing and takes nothing.</summary>
    public (TokenBucket Bucket, DateTimeOffset? NotBefore) Take(DateTimeOffset now, NotificationOptions options)
    {
        var at = now > At ? now : At;
        var tokens = Math.Min(options.Burst, Tokens + ((at - At).TotalMinutes * options.PerMinute));
        return tokens >= 1
            ? (new TokenBucket(tokens - 1, at), null)
            : (this, now + TimeSpan.FromMinutes((1 - tokens) / options.PerMinute));
    }
}
