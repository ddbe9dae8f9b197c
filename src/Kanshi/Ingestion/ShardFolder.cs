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

    public async ValueTask FoldAsync(IReadOnlyList<HandledRecord> records, CancellationToken cancellation)
    {
        foreach (var (window, shards) in Grouped(records))
        {
            foreach (var chunk in shards.Chunk(RowWrite.MaxPerCommit))
                await CommitAsync(window, chunk, cancellation);
        }

        if (_open.Count > MaxOpen)
            Evict();
    }

    private static SortedDictionary<DateTimeOffset, Dictionary<StreamKey, List<HandledRecord>>> Grouped(IReadOnlyList<HandledRecord> records)
    {
        var windows = new SortedDictionary<DateTimeOffset, Dictionary<StreamKey, List<HandledRecord>>>();
        foreach (var record in records)
        {
            if (!record.IsScored)
                continue;
            if (!windows.TryGetValue(record.WindowStart, out var streams))
                windows[record.WindowStart] = streams = [];
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(streams, record.Stream, out _);
            (list ??= []).Add(record);
        }

        return windows;
    }

    private async ValueTask CommitAsync(
        DateTimeOffset window, IReadOnlyList<KeyValuePair<StreamKey, List<HandledRecord>>> streams, CancellationToken cancellation)
    {
        while (true)
        {
            var changed = new List<OpenShard>(streams.Count);
            foreach (var (stream, records) in streams)
            {
                var open = await OpenAsync(window, stream, cancellation);
                if (Fold(open.Shard, records))
                    changed.Add(open);
            }

            if (changed.Count == 0)
                return;
            RowWrite[] writes = [.. changed.Select(open => RowWrite.Save(open.Key.Stream.Id, open.Shard.ToBytes(), open.Row))];
            var commit = await store.CommitAsync(source, window, writes, cancellation);
            for (var i = 0; i < writes.Length; i++)
            {
                if (commit.Committed)
                    changed[i].Row = new Row(writes[i].Key, default, commit.Versions[i]);
                else
                    _open.Remove(changed[i].Key);
            }

            if (commit.Committed)
                return;
        }
    }

    private static bool Fold(WindowShard shard, List<HandledRecord> records)
    {
        var changed = false;
        foreach (var record in records)
        {
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
