using System.Text.Json;

namespace Kanshi.Inference;

/// <summary>
/// Reads the values of members into facts, and remembers the first one that could not be read instead of throwing: the
/// reader goes on to the record's end, so that a record that is no JSON is told from one with a bad field.
/// </summary>
internal ref struct FieldReader(ReadOnlyMemory<byte> utf8, NameCache names)
{
    public const int MaxIdBytes = 256;
    public const int MaxAttributes = 16;
    private const int LongestKnownName = 18;

    public SetAsideReason? Failure { get; private set; }

    /// <summary>Whether the reader stands on this name. Half a surrogate is no name that is asked for.</summary>
    public static bool Is(in JsonCursor reader, ReadOnlySpan<byte> name)
    {
        if (!reader.ValueIsEscaped)
            return reader.ValueSpan.SequenceEqual(name);
        Span<byte> unescaped = stackalloc byte[6 * LongestKnownName];
        return reader.ValueSpan.Length <= unescaped.Length && reader.TryUnescape(unescaped, out var written) && unescaped[..written].SequenceEqual(name);
    }

    public string? Name(ref JsonCursor reader, string field) => ShortString(ref reader, field, InferenceEvent.MaxNameBytes, names);

    /// <summary>An id differs with every event: it is not worth a place among the names.</summary>
    public string? Id(ref JsonCursor reader, string field) => ShortString(ref reader, field, MaxIdBytes, cache: null);

    public DateTimeOffset? Time(ref JsonCursor reader, string field)
    {
        if (reader.TokenType != JsonTokenType.String)
            return Fail<DateTimeOffset?>(ref reader, SetAsideReason.WrongType(field));
        if (!UtcTime.TryParse(reader.ValueSpan, out var read) && !TryParse(reader.TextByFramework(), out read))
            return Fail<DateTimeOffset?>(ref reader, SetAsideReason.InvalidValue(field));
        return read.UtcDateTime.Year is >= 1970 and < 9999 ? read.ToUniversalTime() : Fail<DateTimeOffset?>(ref reader, SetAsideReason.InvalidValue(field));
    }

    private static bool TryParse(Utf8JsonReader text, out DateTimeOffset read)
    {
        // Without an offset the time is UTC; the reader's own DateTimeOffset would take the machine's zone.
        if (!text.TryGetDateTime(out var time) || time.Kind == DateTimeKind.Local)
            return text.TryGetDateTimeOffset(out read);
        read = new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc));
        return true;
    }

    /// <summary>A finite number of at least zero.</summary>
    public double? Quantity(ref JsonCursor reader, string field)
    {
        if (Number(ref reader, field) is not { } value)
            return null;
        return value >= 0 ? value : Fail<double?>(ref reader, SetAsideReason.InvalidValue(field));
    }

    /// <summary>A whole number from 0 to <paramref name="max"/>; 12.0 is one.</summary>
    public long? Count(ref JsonCursor reader, string field, long max = 1_000_000_000_000)
    {
        if (Number(ref reader, field) is not { } value)
            return null;
        return value >= 0 && value <= max && value == Math.Floor(value)
            ? (long)value
            : Fail<long?>(ref reader, SetAsideReason.InvalidValue(field));
    }

    public Utf8Text Text(ref JsonCursor reader, string field)
    {
        if (reader.TokenType != JsonTokenType.String)
            return Fail<Utf8Text>(ref reader, SetAsideReason.WrongType(field));
        var raw = utf8.Slice(reader.ValueStart, reader.ValueLength);
        if (!reader.ValueIsEscaped)
            return new Utf8Text(raw);
        var unescaped = new byte[raw.Length];
        return reader.TryUnescape(unescaped, out var written)
            ? new Utf8Text(unescaped.AsMemory(0, written))
            : Fail<Utf8Text>(ref reader, SetAsideReason.InvalidText(field));
    }

    /// <summary>An array of strings, or one string.</summary>
    public IReadOnlyList<Utf8Text>? Texts(ref JsonCursor reader, string field)
    {
        if (reader.TokenType == JsonTokenType.String)
            return [Text(ref reader, field)];
        if (reader.TokenType != JsonTokenType.StartArray)
            return Fail<IReadOnlyList<Utf8Text>?>(ref reader, SetAsideReason.WrongType(field));
        var texts = new List<Utf8Text>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            texts.Add(Text(ref reader, field));
        return texts;
    }

    /// <summary>A string (one user turn) or an array of {role, content}, where content is a string or an array of parts {type, text}.</summary>
    public IReadOnlyList<ChatMessage>? Messages(ref JsonCursor reader, string field)
    {
        if (reader.TokenType == JsonTokenType.String)
            return [new ChatMessage("user", Text(ref reader, field))];
        if (reader.TokenType != JsonTokenType.StartArray)
            return Fail<IReadOnlyList<ChatMessage>?>(ref reader, SetAsideReason.WrongType(field));
        var messages = new List<ChatMessage>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                messages.Add(Message(ref reader, field));
            else
                Fail<int>(ref reader, SetAsideReason.WrongType(field));
        }

        return messages;
    }

    public InferenceError? Error(ref JsonCursor reader)
    {
        if (reader.TokenType == JsonTokenType.String)
            return new InferenceError(null, Text(ref reader, "error"));
        if (reader.TokenType != JsonTokenType.StartObject)
            return Fail<InferenceError?>(ref reader, SetAsideReason.WrongType("error"));
        string? type = null;
        var message = Utf8Text.Empty;
        while (NextMember(ref reader))
        {
            if (Is(in reader, "type"u8))
                type = NextIsNull(ref reader) ? null : Name(ref reader, "error.type");
            else if (Is(in reader, "message"u8))
                message = NextIsNull(ref reader) ? Utf8Text.Empty : Text(ref reader, "error.message");
            else
                reader.Skip();
        }

        return new InferenceError(type, message);
    }

    public Expectation? Expectation(ref JsonCursor reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return Fail<Expectation?>(ref reader, SetAsideReason.WrongType("expect"));
        string? format = null, language = null;
        var schema = ReadOnlyMemory<byte>.Empty;
        while (NextMember(ref reader))
        {
            if (Is(in reader, "format"u8))
                format = NextIsNull(ref reader) ? null : Name(ref reader, "expect.format");
            else if (Is(in reader, "language"u8))
                language = NextIsNull(ref reader) ? null : Name(ref reader, "expect.language");
            else if (Is(in reader, "schema"u8))
                schema = NextIsNull(ref reader) ? default : Raw(ref reader);
            else
                reader.Skip();
        }

        return new Expectation(format, schema, language);
    }

    public double? Feedback(ref JsonCursor reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return Fail<double?>(ref reader, SetAsideReason.WrongType("feedback"));
        double? rating = null;
        while (NextMember(ref reader))
        {
            if (Is(in reader, "rating"u8))
                rating = NextIsNull(ref reader) ? null : Number(ref reader, "feedback.rating");
            else
                reader.Skip();
        }

        return rating;
    }

    /// <summary>Flat names and values; numbers and booleans as they are written, nested values left out, sixteen at most.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Attributes(ref JsonCursor reader, string field)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return Fail<IReadOnlyList<KeyValuePair<string, string>>?>(ref reader, SetAsideReason.WrongType(field));
        var attributes = new List<KeyValuePair<string, string>>();
        while (NextMember(ref reader))
        {
            var name = ShortString(ref reader, field, InferenceEvent.MaxNameBytes, names);
            reader.Read();
            var value = reader.TokenType switch
            {
                JsonTokenType.String => Name(ref reader, field),
                JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False when reader.ValueSpan.Length <= InferenceEvent.MaxNameBytes =>
                    names.Get(reader.ValueSpan),
                _ => null,
            };
            reader.Skip();
            if (name is null || value is null)
                continue;
            var known = attributes.FindIndex(attribute => attribute.Key == name);
            if (known >= 0)
                attributes[known] = new(name, value);
            else if (attributes.Count < MaxAttributes)
                attributes.Add(new(name, value));
        }

        return attributes;
    }

    private static bool NextMember(ref JsonCursor reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    private static bool NextIsNull(ref JsonCursor reader) => reader.Read() && reader.TokenType == JsonTokenType.Null;

    private ChatMessage Message(ref JsonCursor reader, string field)
    {
        var role = "user";
        var content = Utf8Text.Empty;
        while (NextMember(ref reader))
        {
            if (Is(in reader, "role"u8))
                role = (NextIsNull(ref reader) ? null : Name(ref reader, field)) ?? role;
            else if (Is(in reader, "content"u8))
                content = NextIsNull(ref reader) ? Utf8Text.Empty : Content(ref reader, field);
            else
                reader.Skip();
        }

        return new ChatMessage(role, content);
    }

    private Utf8Text Content(ref JsonCursor reader, string field)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return Text(ref reader, field);
        var parts = new List<Utf8Text>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                Part(ref reader, field, parts);
            else
                reader.Skip();
        }

        return parts.Count == 1 ? parts[0] : Joined(parts);
    }

    private void Part(ref JsonCursor reader, string field, List<Utf8Text> parts)
    {
        while (NextMember(ref reader))
        {
            if (!Is(in reader, "text"u8))
                reader.Skip();
            else if (!NextIsNull(ref reader))
                parts.Add(Text(ref reader, field));
        }
    }

    private static Utf8Text Joined(List<Utf8Text> parts)
    {
        var bytes = new List<byte>();
        foreach (var part in parts)
        {
            if (bytes.Count > 0)
                bytes.Add((byte)'\n');
            bytes.AddRange(part.Span);
        }

        return new Utf8Text(bytes.ToArray());
    }

    private double? Number(ref JsonCursor reader, string field)
    {
        if (reader.TokenType != JsonTokenType.Number)
            return Fail<double?>(ref reader, SetAsideReason.WrongType(field));
        // Nearly all are whole, and those are read in a fifth of the time.
        if (reader.TryGetInt64(out var whole))
            return whole;
        return reader.TryGetDouble(out var value) && double.IsFinite(value)
            ? value
            : Fail<double?>(ref reader, SetAsideReason.InvalidValue(field));
    }

    private readonly ReadOnlyMemory<byte> Raw(ref JsonCursor reader)
    {
        var start = reader.ValueStart;
        reader.Skip();
        return utf8[start..reader.BytesConsumed];
    }

    private string? ShortString(ref JsonCursor reader, string field, int maxBytes, NameCache? cache)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
            return Fail<string?>(ref reader, SetAsideReason.WrongType(field));
        scoped var raw = reader.ValueSpan;
        Span<byte> unescaped = stackalloc byte[6 * MaxIdBytes];
        if (reader.ValueIsEscaped)
        {
            if (raw.Length > unescaped.Length)
                return Fail<string?>(ref reader, SetAsideReason.InvalidValue(field));
            if (!reader.TryUnescape(unescaped, out var written))
                return Fail<string?>(ref reader, SetAsideReason.InvalidText(field));
            raw = unescaped[..written];
        }

        if (raw.Length > maxBytes)
            return Fail<string?>(ref reader, SetAsideReason.InvalidValue(field));
        return cache is null ? System.Text.Encoding.UTF8.GetString(raw) : cache.Get(raw);
    }

    private T? Fail<T>(ref JsonCursor reader, SetAsideReason reason)
    {
        Failure ??= reason;
        reader.Skip();
        return default;
    }
}
