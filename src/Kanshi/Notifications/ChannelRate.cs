using System.Buffers.Binary;
using Kanshi.Storage;

namespace Kanshi.Notifications;

/// <summary>
/// Limits what a channel is sent, over all instances: a row a channel (table "notifications", partition "rate") holds its bucket. Where others change it
/// under every attempt, the message goes out: told too fast is better than not told.
/// </summary>
public sealed class ChannelRate(IRowStore rows, TimeProvider time, NotificationOptions options)
{
    private const string Table = "notifications";
    private const string Partition = "rate";
    private const byte Format = 1;
    private const int Length = 1 + sizeof(double) + sizeof(long);
    private const int MaxAttempts = 8;

    /// <summary>Takes leave to send once; otherwise when to ask again.</summary>
    public async ValueTask<DateTimeOffset?> TakeAsync(string channel, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var row = await rows.ReadAsync(Table, Partition, channel, cancellation);
            var now = time.GetUtcNow();
            var (left, notBefore) = (row is null ? TokenBucket.Full(now, options) : Read(row.Value.Span)).Take(now, options);
            if (notBefore is not null)
                return notBefore;
            if ((await rows.CommitAsync(Table, Partition, [RowWrite.Save(channel, Write(left), row)], cancellation)).Committed)
                return null;
        }

        return null;
    }

    private static byte[] Write(TokenBucket bucket)
    {
        var bytes = new byte[Length];
        bytes[0] = Format;
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(1), bucket.Tokens);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(1 + sizeof(double)), bucket.At.UtcTicks);
        return bytes;
    }

    private static TokenBucket Read(ReadOnlySpan<byte> bytes) => bytes is [Format, ..] && bytes.Length == Length
        ? new TokenBucket(
            BinaryPrimitives.ReadDoubleLittleEndian(bytes[1..]),
            new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(bytes[(1 + sizeof(double))..]), TimeSpan.Zero))
        : throw new InvalidDataException("A channel's rate is stored in a form that this version does not know: update it.");
}
