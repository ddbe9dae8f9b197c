using System.Runtime.InteropServices;
using Kanshi.Inference;
using Kanshi.Storage;
using Kanshi.Windows;

namespace Kanshi.Ingestion;

/// <summary>
/// Folds scored records into the shards of one source. The owner of a partition is the only writer as a rule, so the open shards stay in
/// memory with their versions; a commit that conflicts reloads them and folds again only what is new to them.
/// </summary>
internal sealed class ShardFolder(ShardStore store, Source source)
{
    /// <summary>Shards kept in memory; the ones used longest ago are dropped and read again when needed.</summary>
    private const int MaxOpen = 4096;
    private readonly Dictionary<ShardKey, OpenShard> _open = [];
    private long _use;

    public async ValueTask FoldAsync(HandledRecord[] records, CancellationToken cancellation)
    {
        foreach (var (window, shards) in Grouped(records))
        {
            while (!await TryCommitAsync(window, records, shards, cancellation))
            {
            }
        }

        if (_open.Count > MaxOpen)
            Evict();
    }

    /// <summary>The places of the scored records in the batch, in their order.</summary>
    private static SortedDictionary<DateTimeOffset, Dictionary<StreamKey, List<int>>> Grouped(HandledRecord[] records)
    {
        var windows = new SortedDictionary<DateTimeOffset, Dictionary<StreamKey, List<int>>>();
        Dictionary<StreamKey, List<int>>? streams = null;
        var window = default(DateTimeOffset);
        for (var i = 0; i < records.Length; i++)
        {
            ref readonly var record = ref records[i];
            if (!record.IsScored)
                continue;
            if (streams is null || record.WindowStart != window)
            {
                window = record.WindowStart;
                if (!windows.TryGetValue(window, out streams))
                    windows[window] = streams = [];
            }

            ref var places = ref CollectionsMarshal.GetValueRefOrAddDefault(streams, record.Stream, out _);
            (places ??= []).Add(i);
        }

        return windows;
    }

    /// <summary>
    /// Folds what the shards do not have yet, in as many commits as it takes; false when one conflicted. The next try reads the shards of that one anew and passes
    /// over the others, which have it all by then.
    /// </summary>
    private async ValueTask<bool> TryCommitAsync(
        DateTimeOffset window, HandledRecord[] records, Dictionary<StreamKey, List<int>> streams, CancellationToken cancellation)
    {
        var changed = new Dictionary<string, OpenShard>(streams.Count, StringComparer.Ordinal);
        foreach (var (stream, places) in streams)
        {
            var open = await OpenAsync(window, stream, cancellation);
            if (Fold(open.Shard, records, places))
                changed[stream.Id] = open;
        }

        var committed = true;
        foreach (var writes in RowWrite.InCommits(changed.Select(open => RowWrite.Save(open.Key, open.Value.Shard.ToBytes(), open.Value.Row))))
        {
            var commit = await store.CommitAsync(source, window, writes, cancellation);
            committed &= commit.Committed;
            for (var i = 0; i < writes.Count; i++)
            {
                var open = changed[writes[i].Key];
                if (commit.Committed)
                    open.Row = new Row(writes[i].Key, default, commit.Versions[i]);
                else
                    _open.Remove(open.Key);
            }
        }

        return committed;
    }

    private static bool Fold(WindowShard shard, HandledRecord[] records, List<int> places)
    {
        var changed = false;
        foreach (var place in places)
        {
            ref readonly var record = ref records[place];
            var scored = record.Scored;
            changed |= shard.Fold(record.Sequence, in scored, record.IsLate);
        }

        return changed;
    }

    private async ValueTask<OpenShard> OpenAsync(DateTimeOffset window, StreamKey stream, CancellationToken cancellation)
    {
        var key = new ShardKey(window, stream);
        if (!_open.TryGetValue(key, out var open))
        {
            var row = await store.ReadAsync(source, window, stream, cancellation);
            open = new OpenShard(key, row, row is null ? new WindowShard() : WindowShard.FromBytes(row.Value.Span));
            _open[key] = open;
        }

        open.LastUse = ++_use;
        return open;
    }

    private void Evict()
    {
        foreach (var (key, _) in _open.OrderBy(open => open.Value.LastUse).Take(_open.Count - (MaxOpen / 2)).ToArray())
            _open.Remove(key);
    }

    private readonly record struct ShardKey(DateTimeOffset Window, StreamKey Stream);

    private sealed class OpenShard(ShardKey key, Row? row, WindowShard shard)
    {
        public ShardKey Key { get; } = key;

        public Row? Row { get; set; } = row;

        public WindowShard Shard { get; } = shard;

        public long LastUse { get; set; }
    }
}
