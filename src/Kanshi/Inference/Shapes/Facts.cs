using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Kanshi.Inference.Shapes;

/// <summary>
/// Reads facts from a document by the rules of the native form (lengths, ranges, types), and remembers the first that could not be read. An
/// undefined element is an absent fact, not a failure.
/// </summary>
internal sealed class Facts(NameCache names)
{
    private static readonly DateTimeOffset _latest = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public SetAsideReason? Failure { get; private set; }

    public string? Name(JsonElement value, string field) => Short(value, field, InferenceEvent.MaxNameBytes, names);

    public string? Id(JsonElement value, string field) => Short(value, field, FieldReader.MaxIdBytes, cache: null);

    public Utf8Text? Text(JsonElement value, string field)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
            return null;
        if (value.ValueKind != JsonValueKind.String)
            return Fail<Utf8Text?>(SetAsideReason.WrongType(field));
        return value.Unescaped() is { } text ? new Utf8Text(text) : Fail<Utf8Text?>(SetAsideReason.InvalidText(field));
    }

    /// <summary>A finite number of at least zero; OTLP writes whole ones as strings.</summary>
    public double? Quantity(JsonElement value, string field) => Number(value, field) is { } number
        ? number >= 0 ? number : Fail<double?>(SetAsideReason.InvalidValue(field))
        : null;

    public long? Count(JsonElement value, string field, long max = 1_000_000_000_000) => Number(value, field) is { } number
        ? number >= 0 && number <= max && number == Math.Floor(number) ? (long)number : Fail<long?>(SetAsideReason.InvalidValue(field))
        : null;

    public double? Number(JsonElement value, string field)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Undefined:
                return null;
            case JsonValueKind.Number when value.TryGetDouble(out var number) && double.IsFinite(number):
                return number;
            case JsonValueKind.String when TryParse(Plain(value), out var number):
                return number;
            case JsonValueKind.Number or JsonValueKind.String:
                return Fail<double?>(SetAsideReason.InvalidValue(field));
            default:
                return Fail<double?>(SetAsideReason.WrongType(field));
        }
    }

    /// <summary>ISO 8601; without an offset the time is UTC.</summary>
    public DateTimeOffset? Time(JsonElement value, string field)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
            return null;
        if (value.ValueKind != JsonValueKind.String)
            return Fail<DateTimeOffset?>(SetAsideReason.WrongType(field));
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return Plain(value) is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time)
            ? InRange(time, field)
            : Fail<DateTimeOffset?>(SetAsideReason.InvalidValue(field));
    }

    /// <summary>Seconds since 1970, with their fraction; to the microsecond, which is what a double holds of it.</summary>
    public DateTimeOffset? UnixSeconds(double? seconds, string field)
    {
        if (seconds is not { } since)
            return null;
        var microseconds = Math.Round(since * 1e6);
        return microseconds >= 0 && microseconds < _latest.ToUnixTimeSeconds() * 1e6
            ? DateTimeOffset.UnixEpoch.AddTicks((long)microseconds * TimeSpan.TicksPerMicrosecond)
            : Fail<DateTimeOffset?>(SetAsideReason.InvalidValue(field));
    }

    /// <summary>Nanoseconds since 1970, as a number or a string; zero says that it is not known.</summary>
    public DateTimeOffset? UnixNanoseconds(JsonElement value, string field)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
            return null;
        if (Plain(value) is not { } text || !ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var nanoseconds))
            return Fail<DateTimeOffset?>(SetAsideReason.InvalidValue(field));
        return nanoseconds == 0 ? null : InRange(DateTimeOffset.UnixEpoch.AddTicks((long)(nanoseconds / TimeSpan.NanosecondsPerTick)), field);
    }

    /// <summary>Ticks of 100 ns since the year 1, as .NET counts.</summary>
    public DateTimeOffset? Ticks(double? ticks, string field)
    {
        if (ticks is not { } since)
            return null;
        return since > 0 && since < _latest.Ticks
            ? InRange(new DateTimeOffset((long)since, TimeSpan.Zero), field)
            : Fail<DateTimeOffset?>(SetAsideReason.InvalidValue(field));
    }

    /// <summary>What is written like a status of HTTP, which errors often are named by.</summary>
    public static int? HttpStatus(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 100 and <= 999 ? status : null;

    public T? Fail<T>(SetAsideReason reason)
    {
        Failure ??= reason;
        return default;
    }

    /// <summary>A number or a string as text, up to the length of a name; null for what is longer or anything else.</summary>
    public static string? Plain(JsonElement value)
    {
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False))
            return null;
        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (raw.Length > 6 * FieldReader.MaxIdBytes)
            return null;
        if (value.ValueKind != JsonValueKind.String)
            return Encoding.UTF8.GetString(raw);
        return value.Unescaped() is { } text ? Encoding.UTF8.GetString(text) : null;
    }

    private static bool TryParse(string? text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private DateTimeOffset? InRange(DateTimeOffset time, string field) =>
        time.UtcDateTime.Year is >= 1970 and < 9999 ? time.ToUniversalTime() : Fail<DateTimeOffset?>(SetAsideReason.InvalidValue(field));

    private string? Short(JsonElement value, string field, int maxBytes, NameCache? cache)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
            return null;
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
            return Fail<string?>(SetAsideReason.WrongType(field));
        var text = value.ValueKind == JsonValueKind.String ? value.Unescaped() : JsonMarshal.GetRawUtf8Value(value).ToArray();
        if (text is null)
            return Fail<string?>(SetAsideReason.InvalidText(field));
        if (text.Length > maxBytes)
            return Fail<string?>(SetAsideReason.InvalidValue(field));
        if (text.Length == 0)
            return null;
        return cache is null ? Encoding.UTF8.GetString(text) : cache.Get(text);
    }
}
