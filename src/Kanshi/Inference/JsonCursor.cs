using System.Buffers.Text;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace Kanshi.Inference;

/// <summary>
/// Reads JSON (RFC 8259) token by token as <see cref="Utf8JsonReader"/> does with its defaults, whole and over valid UTF-8 only: it takes and refuses the
/// same texts. It finds the end of a text 32 bytes at a time, also behind an escape, where the framework goes byte by byte, and texts are
/// nine tenths of an event. What is rare (escapes by number, odd times) is left to the framework.
/// </summary>
internal ref struct JsonCursor(ReadOnlySpan<byte> json)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private int _at;
    private int _depth;
    private UInt128 _objects;

    public JsonTokenType TokenType { readonly get; private set; }

    /// <summary>Where the value begins; of a text behind its quote.</summary>
    public int ValueStart { readonly get; private set; }

    public int ValueLength { readonly get; private set; }

    /// <summary>Whether a name or a text has escapes.</summary>
    public bool ValueIsEscaped { readonly get; private set; }

    /// <summary>The end of what has been read.</summary>
    public readonly int BytesConsumed => _at;

    /// <summary>A name or a text as it is written, without its quotes; a number or a word.</summary>
    public readonly ReadOnlySpan<byte> ValueSpan => _json.Slice(ValueStart, ValueLength);

    private readonly bool IsInObject => (_objects & 1) != 0;

    /// <summary>False at the end.</summary>
    /// <exception cref="JsonException">It is no JSON, or too deep.</exception>
    public bool Read()
    {
        var next = SkipWhiteSpace();
        switch (TokenType)
        {
            case JsonTokenType.None or JsonTokenType.PropertyName:
                ReadValue(next);
                return true;
            case JsonTokenType.StartObject:
                ReadNameOrEnd(next);
                return true;
            case JsonTokenType.StartArray:
                if (next == ']')
                    End(JsonTokenType.EndArray);
                else
                    ReadValue(next);
                return true;
        }

        if (_depth == 0)
            return next < 0 ? false : throw NotJson();
        if (next == ',')
        {
            _at++;
            next = SkipWhiteSpace();
            if (!IsInObject)
                ReadValue(next);
            else if (next == '"')
                ReadName();
            else
                throw NotJson();
        }
        else if (next == (IsInObject ? '}' : ']'))
        {
            End(IsInObject ? JsonTokenType.EndObject : JsonTokenType.EndArray);
        }
        else
        {
            throw NotJson();
        }

        return true;
    }

    /// <summary>To the end of the value that begins here or that the name here has.</summary>
    public void Skip()
    {
        if (TokenType == JsonTokenType.PropertyName)
            Read();
        if (TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return;
        for (var around = _depth - 1; _depth > around;)
            Read();
    }

    /// <summary>False where an escape stands for half a character, or the room is too little.</summary>
    public readonly bool TryUnescape(scoped Span<byte> destination, out int written)
    {
        written = 0;
        for (var rest = ValueSpan; ;)
        {
            var plain = rest.IndexOf((byte)'\\');
            plain = plain < 0 ? rest.Length : plain;
            if (plain > destination.Length - written)
                return false;
            rest[..plain].CopyTo(destination[written..]);
            written += plain;
            if (plain == rest.Length)
                return true;
            if (rest[plain + 1] == 'u')
                return TryUnescapeByFramework(destination, out written);
            if (written == destination.Length)
                return false;
            destination[written++] = Unescaped(rest[plain + 1]);
            rest = rest[(plain + 2)..];
        }
    }

    /// <summary>A whole number, written without fraction and exponent.</summary>
    public readonly bool TryGetInt64(out long value) => Utf8Parser.TryParse(ValueSpan, out value, out var read) && read == ValueLength;

    public readonly bool TryGetDouble(out double value) => Utf8Parser.TryParse(ValueSpan, out value, out var read) && read == ValueLength;

    /// <summary>The framework's reader on the same text: for what this one does not do itself.</summary>
    public readonly Utf8JsonReader TextByFramework()
    {
        var reader = new Utf8JsonReader(_json.Slice(ValueStart - 1, ValueLength + 2));
        reader.Read();
        return reader;
    }

    private readonly bool TryUnescapeByFramework(scoped Span<byte> destination, out int written)
    {
        try
        {
            written = TextByFramework().CopyString(destination);
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            written = 0; // an unpaired surrogate escape
            return false;
        }
    }

    private static byte Unescaped(byte letter) => letter switch
    {
        (byte)'n' => (byte)'\n',
        (byte)'t' => (byte)'\t',
        (byte)'r' => (byte)'\r',
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        _ => letter,
    };

    /// <summary>The next byte that is no white space, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SkipWhiteSpace()
    {
        while ((uint)_at < (uint)_json.Length)
        {
            var next = _json[_at];
            if (next is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
                return next;
            _at++;
        }

        return -1;
    }

    private void ReadNameOrEnd(int next)
    {
        if (next == '}')
            End(JsonTokenType.EndObject);
        else if (next == '"')
            ReadName();
        else
            throw NotJson();
    }

    private void ReadName()
    {
        ReadText();
        if (SkipWhiteSpace() != ':')
            throw NotJson();
        _at++;
        TokenType = JsonTokenType.PropertyName;
    }

    private void ReadValue(int next)
    {
        switch (next)
        {
            case '"':
                ReadText();
                TokenType = JsonTokenType.String;
                break;
            case '{':
                Begin(JsonTokenType.StartObject, 1);
                break;
            case '[':
                Begin(JsonTokenType.StartArray, 0);
                break;
            case 't':
                ReadWord("true"u8, JsonTokenType.True);
                break;
            case 'f':
                ReadWord("false"u8, JsonTokenType.False);
                break;
            case 'n':
                ReadWord("null"u8, JsonTokenType.Null);
                break;
            default:
                ReadNumber();
                break;
        }
    }

    private void Begin(JsonTokenType token, byte isObject)
    {
        if (_depth == EventReader.MaxNesting)
            throw NotJson();
        _depth++;
        _objects = (_objects << 1) | isObject;
        Take(token, 1);
    }

    private void End(JsonTokenType token)
    {
        _depth--;
        _objects >>= 1;
        Take(token, 1);
    }

    private void ReadWord(ReadOnlySpan<byte> word, JsonTokenType token)
    {
        if (!_json[_at..].StartsWith(word))
            throw NotJson();
        Take(token, word.Length);
    }

    private void Take(JsonTokenType token, int length)
    {
        (ValueStart, ValueLength, ValueIsEscaped) = (_at, length, false);
        _at += length;
        TokenType = token;
    }

    private void ReadNumber()
    {
        var number = _json[_at..];
        var at = number.Length > 0 && number[0] == '-' ? 1 : 0;
        var whole = Digits(number, at);
        if (whole == 0 || (whole > 1 && number[at] == '0'))
            throw NotJson();
        at += whole;
        if (at < number.Length && number[at] == '.')
            at += 1 + AtLeastOne(Digits(number, at + 1));
        if (at < number.Length && number[at] is (byte)'e' or (byte)'E')
        {
            at++;
            at += at < number.Length && number[at] is (byte)'+' or (byte)'-' ? 1 : 0;
            at += AtLeastOne(Digits(number, at));
        }

        Take(JsonTokenType.Number, at);
    }

    private static int Digits(ReadOnlySpan<byte> text, int from)
    {
        var at = from;
        while (at < text.Length && (uint)(text[at] - '0') < 10)
            at++;
        return at - from;
    }

    private static int AtLeastOne(int digits) => digits > 0 ? digits : throw NotJson();

    /// <summary>From the opening quote past the closing one.</summary>
    private void ReadText()
    {
        var start = _at + 1;
        var escaped = false;
        for (var at = start; ;)
        {
            at += PlainLength(at);
            if (at >= _json.Length || _json[at] < ' ')
                throw NotJson();
            if (_json[at] == '"')
            {
                (ValueStart, ValueLength, ValueIsEscaped) = (start, at - start, escaped);
                _at = at + 1;
                return;
            }

            escaped = true;
            at += EscapeLength(at);
        }
    }

    /// <summary>How far it is to the next quote, backslash or control character.</summary>
    private readonly int PlainLength(int from)
    {
        var at = from;
        for (; at + Vector256<byte>.Count <= _json.Length; at += Vector256<byte>.Count)
        {
            var block = Vector256.Create(_json[at..]);
            var signs = Vector256.Equals(block, Vector256.Create((byte)'"')) | Vector256.Equals(block, Vector256.Create((byte)'\\')) |
                Vector256.LessThan(block, Vector256.Create((byte)' '));
            if (signs.ExtractMostSignificantBits() is var found and not 0)
                return at + BitOperations.TrailingZeroCount(found) - from;
        }

        while (at < _json.Length && _json[at] is not ((byte)'"' or (byte)'\\' or < (byte)' '))
            at++;
        return at - from;
    }

    private readonly int EscapeLength(int at)
    {
        var letter = at + 1 < _json.Length ? _json[at + 1] : (byte)0;
        if (letter is (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t')
            return 2;
        if (letter != 'u' || at + 6 > _json.Length)
            throw NotJson();
        foreach (var digit in _json.Slice(at + 2, 4))
        {
            if (!char.IsAsciiHexDigit((char)digit))
                throw NotJson();
        }

        return 6;
    }

    private static JsonException NotJson() => new("no JSON");
}
