using Kanshi.Storage;
using Kanshi.Windows;

namespace Kanshi.Ingestion;

/// <summary>
/// Remembers which ids a source has delivered, so that a producer's resend (the same id under a new sequence number) counts once. An id is a
/// duplicate when it stands in the log with a lower sequence number, enqueued at most a span before: a rule on what the partition holds, so
/// a redelivered record is decided as it was the first time. Every occurrence is logged, duplicates too. The rows are append-only, one a
/// batch and hour, read when a partition is taken over and kept in memory since; 8 bytes of a hash stand for an id.
/// </summary>
internal sealed class DedupLog(IRowStore rows, Source source, TimeSpan span)
{
    private static readonly Comparer<Occurrence> _bySequence = Comparer<Occurrence>.Create((a, b) => a.Sequence.CompareTo(b.Sequence));
    private readonly Dictionary<ulong, Occurrence> _first = [];
    private readonly Dictionary<ulong, List<Occurrence>> _further = [];
    private DateTimeOffset _loadedFrom = DateTimeOffset.MaxValue;
    private DateTimeOffset _prunedAt = DateTimeOffset.MinValue;

    /// <summary>Makes sure that everything enqueued within a span before <paramref name="oldest"/> is in memory.</summary>
    public async ValueTask LoadAsync(DateTimeOffset oldest, CancellationToken cancellation)
    {
        var from = oldest - span;
        if (from >= _loadedFrom)
            return;
        for (var hour = Truncated(from); hour <= Truncated(oldest) || (hour < _loadedFrom && _loadedFrom != DateTimeOffset.MaxValue); hour += TimeSpan.FromHours(1))
        {
            await foreach (var row in rows.QueryAsync(TableOf(hour), PartitionOf(hour), null, null, cancellation))
                Remember(row.Value.Span);
        }

        _loadedFrom = from;
    }

    /// <summary>Whether the log holds the id under a lower sequence number, enqueued within the span before; and remembers this occurrence.</summary>
    public bool Observe(ulong hash, long sequence, DateTimeOffset enqueued)
    {
        var occurrence = new Occurrence(sequence, enqueued.UtcTicks);
        if (_first.TryAdd(hash, occurrence))
            return false;
        var isDuplicate = IsResend(_first[hash], occurrence);
        if (!isDuplicate && _further.TryGetValue(hash, out var further))
        {
            // Enqueued times grow with the sequence: of the lower ones the nearest was enqueued last.
            var at = further.BinarySearch(occurrence, _bySequence);
            var before = (at < 0 ? ~at : at) - 1;
            isDuplicate = before >= 0 && IsResend(further[before], occurrence);
        }

        Remember(hash, occurrence);
        return isDuplicate;
    }

    /// <summary>Appends the occurrences of a batch. The key says which records the row covers, so a redelivery writes the same row again.</summary>
    public async ValueTask AppendAsync(IReadOnlyList<(ulong Hash, long Sequence, DateTimeOffset Enqueued)> occurrences, CancellationToken cancellation)
    {
        foreach (var (hour, entries) in ByHour(occurrences))
        {
            var key = $"{entries[0].Sequence:D20}-{entries[^1].Sequence:D20}";
            await rows.CommitAsync(TableOf(hour), PartitionOf(hour), [new RowWrite.Put(key, Serialise(entries))], cancellation);
        }
    }

    /// <summary>Nearly every batch lies in one hour.</summary>
    private static IEnumerable<(DateTimeOffset Hour, IReadOnlyList<(ulong Hash, long Sequence, DateTimeOffset Enqueued)> Entries)> ByHour(
        IReadOnlyList<(ulong Hash, long Sequence, DateTimeOffset Enqueued)> occurrences)
    {
        if (occurrences.Count == 0)
            return [];
        var first = Truncated(occurrences[0].Enqueued);
        for (var i = 1; i < occurrences.Count; i++)
        {
            if (Truncated(occurrences[i].Enqueued) != first)
                return occurrences.GroupBy(occurrence => Truncated(occurrence.Enqueued)).Select(hour => (hour.Key, (IReadOnlyList<(ulong, long, DateTimeOffset)>)[.. hour]));
        }

        return [(first, occurrences)];
    }

    /// <summary>Forgets what no record enqueued from now on can be a duplicate of; a span more is kept for redeliveries.</summary>
    public void Prune(DateTimeOffset newest)
    {
        if (newest - _prunedAt < span)
            return;
        _prunedAt = newest;
        var horizon = newest - (2 * span);
        foreach (var (hash, first) in _first)
        {
            if (_further.TryGetValue(hash, out var resent))
                resent.RemoveAll(known => known.EnqueuedTicks < horizon.UtcTicks);
            var last = resent is { Count: > 0 } ? Math.Max(first.EnqueuedTicks, resent[^1].EnqueuedTicks) : first.EnqueuedTicks;
            if (last >= horizon.UtcTicks)
                continue;
            _first.Remove(hash);
            _further.Remove(hash);
        }

        if (_loadedFrom < horizon)
            _loadedFrom = horizon;
    }

    private static DateTimeOffset Truncated(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    internal static string TableOf(DateTimeOffset hour) => "dedup" + WindowKeys.Day(hour);

    private static byte[] Serialise(IReadOnlyList<(ulong Hash, long Sequence, DateTimeOffset Enqueued)> entries)
    {
        var writer = new SketchWriter();
        writer.Signed(entries[0].Sequence);
        writer.Signed(entries[0].Enqueued.UtcTicks);
        writer.Unsigned((ulong)entries.Count);
        var (sequence, ticks) = (entries[0].Sequence, entries[0].Enqueued.UtcTicks);
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            writer.UInt64(entry.Hash);
            writer.Signed(entry.Sequence - sequence);
            writer.Signed(entry.Enqueued.UtcTicks - ticks);
            (sequence, ticks) = (entry.Sequence, entry.Enqueued.UtcTicks);
        }

        return writer.Written.ToArray();
    }

    private string PartitionOf(DateTimeOffset hour) => $"{source.Key}|{WindowKeys.Hour(hour)}";

    private void Remember(ReadOnlySpan<byte> row)
    {
        var reader = new SketchReader(row);
        var sequence = reader.Signed();
        var ticks = reader.Signed();
        for (var left = reader.Count(row.Length); left > 0; left--)
        {
            var hash = reader.UInt64();
            sequence += reader.Signed();
            ticks += reader.Signed();
            Remember(hash, new Occurrence(sequence, ticks));
        }
    }

    private bool IsResend(Occurrence known, Occurrence occurrence) =>
        known.Sequence < occurrence.Sequence && occurrence.EnqueuedTicks - known.EnqueuedTicks <= span.Ticks;

    private void Remember(ulong hash, Occurrence occurrence)
    {
        if (_first.TryAdd(hash, occurrence) || _first[hash].Sequence == occurrence.Sequence)
            return;
        if (!_further.TryGetValue(hash, out var further))
            _further[hash] = further = [];
        var at = further.BinarySearch(occurrence, _bySequence);
        if (at < 0)
            further.Insert(~at, occurrence);
    }

    // Almost every id occurs once: the first occurrence is held flat, at 40 bytes an id, the others beside it.
    private readonly record struct Occurrence(long Sequence, long EnqueuedTicks);
}
