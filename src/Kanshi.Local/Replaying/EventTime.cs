using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kanshi.Local.Replaying;

/// <summary>Finds and moves the time of an event in its JSON, leaving every other byte as it is.</summary>
internal static class EventTime
{
    /// <summary>The record with its time moved; as it was when it has none that can be read, which the receiver will say.</summary>
    public static ReadOnlyMemory<byte> Shifted(ReadOnlyMemory<byte> record, TimeSpan by)
    {
        if (by == TimeSpan.Zero || !TryFind(record.Span, out var time, out var start, out var length))
            return record;
        var moved = Encoding.ASCII.GetBytes((time + by).UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        var shifted = new byte[record.Length - length + moved.Length];
        record.Span[..start].CopyTo(shifted);
        moved.CopyTo(shifted, start);
        record.Span[(start + length)..].CopyTo(shifted.AsSpan(start + moved.Length));
        return shifted;
    }

    public static bool TryRead(ReadOnlySpan<byte> record, out DateTimeOffset time) => TryFind(record, out time, out _, out _);

    private static bool TryFind(ReadOnlySpan<byte> record, out DateTimeOffset time, out int start, out int length)
    {
        (time, start, length) = (default, 0, 0);
        try
        {
            var reader = new Utf8JsonReader(record);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isTime = reader.ValueTextEquals("time"u8);
                reader.Read();
                if (isTime && reader.TokenType == JsonTokenType.String)
                {
                    (start, length) = ((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
                    return DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
                }

                reader.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }

        return false;
    }
}
