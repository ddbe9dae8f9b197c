using System.Globalization;
using System.Text;
using System.Text.Json;
using Kanshi.Inference;

namespace Kanshi.Local.Replaying;

/// <summary>
/// Finds and moves the time of an event: in the native form by its digits alone, leaving every other byte as it is; an event of another shape, where times stand in
/// other places and other ways, becomes native.
/// </summary>
internal static class EventTime
{
    /// <summary>The record with its time moved; as it was when it has none that can be read, which the receiver will say.</summary>
    public static ReadOnlyMemory<byte> Shifted(ReadOnlyMemory<byte> record, TimeSpan by, EventReader reader)
    {
        if (by == TimeSpan.Zero)
            return record;
        if (!TryFind(record.Span, out var time, out var start, out var length))
            return reader.TryRead(record, out var read, out _) ? NativeJson.Of(read with { Time = read.Time + by }) : record;
        var moved = Encoding.ASCII.GetBytes((time + by).UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        var shifted = new byte[record.Length - length + moved.Length];
        record.Span[..start].CopyTo(shifted);
        moved.CopyTo(shifted, start);
        record.Span[(start + length)..].CopyTo(shifted.AsSpan(start + moved.Length));
        return shifted;
    }

    public static bool TryRead(ReadOnlyMemory<byte> record, EventReader reader, out DateTimeOffset time)
    {
        if (TryFind(record.Span, out time, out _, out _))
            return true;
        var isRead = reader.TryRead(record, out var read, out _);
        time = isRead ? read!.Time : default;
        return isRead;
    }

    private static bool TryFind(ReadOnlySpan<byte> record, out DateTimeOffset time, out int start, out int length)
    {
        (time, start, length) = (default, 0, 0);
        try
        {
            var reader = new Utf8JsonReader(record);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            var isNative = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && !(isNative && length > 0))
            {
                isNative |= reader.ValueTextEquals("service"u8);
                var isTime = reader.ValueTextEquals("time"u8);
                reader.Read();
                if (isTime && reader.TokenType == JsonTokenType.String)
                {
                    (start, length) = ((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
                    if (!DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time))
                        return false;
                }

                reader.Skip();
            }

            return isNative && length > 0;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
