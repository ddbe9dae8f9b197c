using System.Text.Json;
using Kanshi.Storage;
using Kanshi.Windows;
using Microsoft.Extensions.Logging;

namespace Kanshi.Judging;

/// <summary>
/// Verdicts by what they depend on, so that the same texts are not paid for twice: the newest in memory, all in tables by the day. It only saves;
/// when the store fails the judge is asked.
/// </summary>
public sealed partial class VerdictCache(IRowStore rows, JudgeOptions options, TimeProvider clock, ILogger<VerdictCache> logger)
{
    /// <summary>Verdicts in memory; when a half is full the older half goes.</summary>
    private const int MaxInMemory = 8192;
    private const int PartitionLength = 2;

    private readonly Lock _lock = new();
    private Dictionary<string, Kept> _young = [];
    private Dictionary<string, Kept> _old = [];

    /// <summary>The table of the verdicts that were given on a day.</summary>
    public static string TableOf(DateTimeOffset day) => "verdicts" + WindowKeys.Day(day);

    internal async ValueTask<Verdict?> FindAsync(VerdictKey key, CancellationToken cancellation)
    {
        if (options.CacheTtl <= TimeSpan.Zero)
            return null;
        var oldest = clock.GetUtcNow() - options.CacheTtl;
        if (InMemory(key) is { } kept)
            return kept.At >= oldest ? kept.Verdict : null;
        try
        {
            if (await InRowsAsync(key, oldest, cancellation) is not { } found)
                return null;
            Remember(key, found);
            return found.Verdict;
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            Log.NotRead(logger, e);
            return null;
        }
    }

    internal async ValueTask KeepAsync(VerdictKey key, Verdict verdict, CancellationToken cancellation)
    {
        if (options.CacheTtl <= TimeSpan.Zero)
            return;
        var kept = new Kept(clock.GetUtcNow(), verdict);
        Remember(key, kept);
        try
        {
            await rows.CommitAsync(TableOf(kept.At), key.Hash[..PartitionLength], [new RowWrite.Put(key.Hash, ToBytes(kept))], cancellation);
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            Log.NotKept(logger, e);
        }
    }

    private async ValueTask<Kept?> InRowsAsync(VerdictKey key, DateTimeOffset oldest, CancellationToken cancellation)
    {
        for (var day = clock.GetUtcNow(); day.UtcDateTime.Date >= oldest.UtcDateTime.Date; day -= TimeSpan.FromDays(1))
        {
            if (await rows.ReadAsync(TableOf(day), key.Hash[..PartitionLength], key.Hash, cancellation) is { } row)
                return FromBytes(row.Value.Span) is { } kept && kept.At >= oldest ? kept : null;
        }

        return null;
    }

    private Kept? InMemory(VerdictKey key)
    {
        lock (_lock)
            return _young.GetValueOrDefault(key.Hash) ?? _old.GetValueOrDefault(key.Hash);
    }

    private void Remember(VerdictKey key, Kept kept)
    {
        lock (_lock)
        {
            if (_young.Count >= MaxInMemory / 2)
                (_old, _young) = (_young, []);
            _young[key.Hash] = kept;
        }
    }

    private static byte[] ToBytes(Kept kept)
    {
        var verdict = VerdictJson.Write(kept.Verdict);
        return [.. BitConverter.GetBytes(kept.At.ToUnixTimeMilliseconds()), .. verdict];
    }

    /// <summary>Null when it was written by another version.</summary>
    private static Kept? FromBytes(ReadOnlySpan<byte> row)
    {
        try
        {
            return new Kept(DateTimeOffset.FromUnixTimeMilliseconds(BitConverter.ToInt64(row)), VerdictJson.Read(row[sizeof(long)..]));
        }
        catch (Exception e) when (e is JsonException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private sealed record Kept(DateTimeOffset At, Verdict Verdict);

    private static partial class Log
    {
        [LoggerMessage(4201, LogLevel.Warning, "verdicts that were given before cannot be looked up; the judge is asked instead")]
        public static partial void NotRead(ILogger logger, Exception failure);

        [LoggerMessage(4202, LogLevel.Warning, "a verdict could not be kept for the next time that the same is asked")]
        public static partial void NotKept(ILogger logger, Exception failure);
    }
}
