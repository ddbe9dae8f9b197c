using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Kanshi.Notifications;

/// <summary>
/// How long to wait after a failed delivery: doubling, plus up to a fifth so that notifications which failed together do not return together.
/// The jitter follows from the seed, key and attempt, so a test can repeat it.
/// </summary>
internal static class RetryDelay
{
    private const double MaxJitter = 0.2;
    private const int MaxDoublings = 20;
    private static readonly TimeSpan _longestAskedFor = TimeSpan.FromHours(1);
    private static readonly TimeSpan _longestSpread = TimeSpan.FromMinutes(1);

    /// <param name="failures">Failures so far, this one included.</param>
    /// <param name="askedFor">What the channel asked for; null when it asked for nothing.</param>
    public static TimeSpan After(int failures, string key, TimeSpan? askedFor, NotificationOptions options)
    {
        var jitter = 1 + (MaxJitter * Chance(failures, key, options.JitterSeed));
        var doubled = options.FirstRetry * Math.Pow(2, Math.Clamp(failures - 1, 0, MaxDoublings)) * jitter;
        var delay = doubled < options.MaxRetryDelay ? doubled : options.MaxRetryDelay;
        var asked = askedFor is { } time && time < _longestAskedFor ? time : askedFor is null ? TimeSpan.Zero : _longestAskedFor;
        return asked > delay ? asked : delay;
    }

    /// <summary>Up to a minute, so that what waits for room on a channel does not all ask at once.</summary>
    public static TimeSpan Spread(string key, NotificationOptions options) => _longestSpread * Chance(0, key, options.JitterSeed);

    private static double Chance(int failures, string key, int seed)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}|{key}|{failures}"));
        return BinaryPrimitives.ReadUInt32LittleEndian(hash) / (double)uint.MaxValue;
    }
}
