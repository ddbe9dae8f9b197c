using System.Text;
using Kanshi.Inference;
using Kanshi.Ingestion;

namespace Kanshi.Local.Sqlite;

/// <summary>The records of one append in one blob: for each the reason it was refused (empty when it was not), the length it had, and its bytes.</summary>
internal static class QueuePayload
{
    public static byte[] Pack(IReadOnlyList<SinkRecord> records)
    {
        using var stream = new MemoryStream(records.Sum(record => record.Bytes.Length + 16));
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        foreach (var record in records)
        {
            writer.Write(record.Refused?.ToString() ?? "");
            writer.Write7BitEncodedInt64(record.Length);
            writer.Write7BitEncodedInt(record.Bytes.Length);
            writer.Write(record.Bytes.Span);
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>The records as slices of the blob.</summary>
    public static void Unpack(byte[] payload, long first, int count, DateTimeOffset enqueued, List<Delivery> deliveries)
    {
        using var stream = new MemoryStream(payload, writable: false);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        for (var sequence = first; sequence < first + count; sequence++)
        {
            var refused = reader.ReadString();
            var length = reader.Read7BitEncodedInt64();
            var size = reader.Read7BitEncodedInt();
            var bytes = payload.AsMemory((int)stream.Position, size);
            stream.Position += size;
            deliveries.Add(new Delivery(sequence, enqueued, bytes, length, refused.Length == 0 ? null : SetAsideReason.Parse(refused)));
        }
    }
}
