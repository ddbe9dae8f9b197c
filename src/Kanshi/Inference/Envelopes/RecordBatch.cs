using System.Runtime.InteropServices;

namespace Kanshi.Inference.Envelopes;

/// <summary>A body, or a message of a hub, as the records that are counted: framed, then unwrapped. Both doors cut alike.</summary>
internal static class RecordBatch
{
    /// <summary>The records; null when they are more than <paramref name="max"/>.</summary>
    public static List<FramedRecord>? Cut(ReadOnlyMemory<byte> body, int max)
    {
        var records = new List<FramedRecord>();
        var framer = new RecordFramer(RecordUnwrapper.MaxEnvelopeBytes);
        var unwrapper = new RecordUnwrapper(max);
        while (framer.Next(body, isFinal: true, out var record, out var consumed))
        {
            if (records.Count >= max)
                return null;
            body = body[consumed..];
            unwrapper.Unwrap(record, records);
            if (records.Count > 0 && records[^1].Refused == SetAsideReason.TooManyRecords)
                return null;
        }

        unwrapper.Flush(records);
        if (records.Count > max)
            return null;
        foreach (ref var record in CollectionsMarshal.AsSpan(records))
            record = OnOneLine(record);
        return records;
    }

    /// <summary>
    /// A record may go on as a message of its own, and be framed again there: by lines, so it may have only one. Between members a space is
    /// as good as a line end, and in strings there is none.
    /// </summary>
    private static FramedRecord OnOneLine(FramedRecord record)
    {
        if (!record.Bytes.Span.Contains((byte)'\n'))
            return record;
        var line = record.Bytes.ToArray();
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        return record with { Bytes = line };
    }
}
