using System.Buffers.Binary;
using System.Collections.Concurrent;
using Kanshi.Inference;
using Kanshi.Storage;

namespace Kanshi.Ingestion;

/// <summary>
/// Which streams have a name of their own: the first <c>MaxStreams</c> ever seen, for good. The rows are the truth, so that all owners, and
/// every redelivery, send an event to the same stream. A count row, changed with every admission, holds the limit across owners.
/// </summary>
public sealed class StreamRegistry(IRowStore rows, int maxStreams)
{
    private const string Table = "streams";
    private const string Partition = "streams";
    private const string CountKey = "count";
    private const string Prefix = "stream|";
    private const string PrefixEnd = "stream}";
    private readonly ConcurrentDictionary<StreamKey, StreamKey> _resolved = new();

    /// <summary>The stream itself, or <see cref="StreamKey.Other"/> once the limit is reached.</summary>
    public async ValueTask<StreamKey> ResolveAsync(StreamKey stream, CancellationToken cancellation)
    {
        if (_resolved.TryGetValue(stream, out var known))
            return known;
        var resolved = await AdmitAsync(stream, cancellation) ? stream : StreamKey.Other;
        // Streams that were refused are asked for again after a restart only; remembering more of them than there may be streams would be a leak.
        if (_resolved.Count < 2 * maxStreams)
            _resolved[stream] = resolved;
        return resolved;
    }

    public async ValueTask<IReadOnlyList<StreamKey>> ListAsync(CancellationToken cancellation)
    {
        var streams = new List<StreamKey>();
        await foreach (var row in rows.QueryAsync(Table, Partition, Prefix, PrefixEnd, cancellation))
        {
            if (StreamKey.TryParse(row.Key[Prefix.Length..], out var stream))
                streams.Add(stream);
        }

        return streams;
    }

    private async ValueTask<bool> AdmitAsync(StreamKey stream, CancellationToken cancellation)
    {
        var key = Prefix + stream.Id;
        while (await rows.ReadAsync(Table, Partition, key, cancellation) is null)
        {
            var row = await rows.ReadAsync(Table, Partition, CountKey, cancellation);
            var count = row is null ? 0 : BinaryPrimitives.ReadInt32LittleEndian(row.Value.Span);
            if (count >= maxStreams && stream != StreamKey.Other)
                return false;
            var next = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(next, count + 1);
            RowWrite[] admission = [new RowWrite.Insert(key, default), RowWrite.Save(CountKey, next, row)];
            if ((await rows.CommitAsync(Table, Partition, admission, cancellation)).Committed)
            {
                if (count + 1 == maxStreams)
                    await AdmitAsync(StreamKey.Other, cancellation);
                return true;
            }
        }

        return true;
    }
}
