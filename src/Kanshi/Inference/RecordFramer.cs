using System.Buffers;

namespace Kanshi.Inference;

/// <summary>One record: its bytes (of a record that is too large only the head), how long it was, and where it stood.</summary>
/// <param name="Offset">Where its bytes stand in the file or body; <see cref="Made"/> when they stand nowhere so, but were taken out of an envelope.</param>
/// <param name="Line">The line on which it, or its envelope, begins.</param>
/// <param name="Refused">Why an envelope did not give it up; null as a rule.</param>
public readonly record struct FramedRecord(ReadOnlyMemory<byte> Bytes, long Offset, long Line, long Length, SetAsideReason? Refused = null)
{
    public const long Made = -1;

    public bool TooLarge => Length > RecordFramer.MaxRecordBytes;
}

/// <summary>
/// Cuts bytes into records: NDJSON by its lines, a JSON array by its elements, pretty-printed objects (a first line that is
/// a lone brace) by their braces. A damaged line harms no neighbour. A record over the limit is passed over with its first
/// <see cref="HeadBytes"/>, so memory stays bounded whatever the input. Feed it by <see cref="Next"/>; it keeps no bytes itself.
/// </summary>
/// <param name="limit">How large a record may be to be handed out whole: an event, or an envelope of many.</param>
public sealed class RecordFramer(int limit = RecordFramer.MaxRecordBytes)
{
    /// <summary>A larger event is set aside.</summary>
    public const int MaxRecordBytes = 1024 * 1024;

    /// <summary>How much of a record is kept when it is set aside.</summary>
    public const int HeadBytes = 8 * 1024;

    private static readonly SearchValues<byte> _structure = SearchValues.Create("\"{}[],\n"u8);
    private static readonly SearchValues<byte> _stringEnd = SearchValues.Create("\"\\"u8);
    private readonly byte[] _head = new byte[HeadBytes];
    private Layout _layout = Layout.Undecided;
    private long _offset;
    private long _line = 1;
    private long _recordOffset;
    private long _recordLine;
    private long _skipped;
    private int _scanned;
    private int _depth;
    private bool _inString;

    private enum Layout
    {
        Undecided,
        Lines,
        Elements,
    }

    /// <summary>
    /// Takes the next record from the front of <paramref name="buffer"/>. <paramref name="consumed"/> bytes are done with in
    /// either case; false means that more bytes are needed (or, when <paramref name="isFinal"/>, that there are no more records).
    /// The next call must begin with the first byte that was not consumed.
    /// </summary>
    public bool Next(ReadOnlyMemory<byte> buffer, bool isFinal, out FramedRecord record, out int consumed)
    {
        record = default;
        consumed = 0;
        if (_layout == Layout.Undecided && !Decide(buffer.Span, isFinal, ref consumed))
            return false;
        if (_skipped == 0 && _scanned == 0)
            SkipSeparators(buffer.Span, ref consumed);
        var rest = buffer[consumed..];
        if (rest.IsEmpty && _skipped == 0)
            return false;
        var length = _layout == Layout.Lines ? LineEnd(rest.Span, isFinal) : ElementEnd(rest.Span, isFinal);
        if (length < 0)
        {
            if (rest.Length > limit || _skipped > 0)
                PassOver(rest.Span, ref consumed);
            return false;
        }

        record = _skipped > 0
            ? new FramedRecord(_head.AsMemory(0, (int)Math.Min(_skipped + length, HeadBytes)).ToArray(), _recordOffset, _recordLine, _skipped + length)
            : new FramedRecord(Trimmed(rest[..length]), _offset, _line, length);
        if (_skipped == 0 && length > limit)
            record = record with { Bytes = rest[..HeadBytes] };
        Advance(rest.Span[..length], ref consumed);
        _skipped = 0;
        _scanned = 0;
        _depth = 0;
        _inString = false;
        return true;
    }

    private static ReadOnlyMemory<byte> Trimmed(ReadOnlyMemory<byte> line)
    {
        while (!line.IsEmpty && IsSpace(line.Span[^1]))
            line = line[..^1];
        return line;
    }

    private static bool IsSpace(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private bool Decide(ReadOnlySpan<byte> buffer, bool isFinal, ref int consumed)
    {
        if (_offset == 0 && buffer.StartsWith("\uFEFF"u8))
            Advance(buffer[..3], ref consumed);
        var first = consumed;
        while (first < buffer.Length && IsSpace(buffer[first]))
            first++;
        if (first == buffer.Length && !isFinal)
            return false;
        if (first < buffer.Length && buffer[first] == '[')
        {
            _layout = Layout.Elements;
            Advance(buffer[consumed..(first + 1)], ref consumed);
            return true;
        }

        var end = buffer[first..].IndexOf((byte)'\n');
        if (end < 0 && !isFinal && buffer.Length - first < limit)
            return false;
        var line = end < 0 ? buffer[first..] : buffer.Slice(first, end);
        _layout = end >= 0 && line.TrimEnd(" \t\r"u8).SequenceEqual("{"u8) ? Layout.Elements : Layout.Lines;
        return true;
    }

    private void SkipSeparators(ReadOnlySpan<byte> buffer, ref int consumed)
    {
        var at = consumed;
        while (at < buffer.Length && (IsSpace(buffer[at]) || (_layout == Layout.Elements && (buffer[at] is (byte)',' or (byte)']'))))
            at++;
        Advance(buffer[consumed..at], ref consumed);
    }

    private int LineEnd(ReadOnlySpan<byte> rest, bool isFinal)
    {
        var end = rest[_scanned..].IndexOf((byte)'\n');
        if (end >= 0)
            return _scanned + end;
        _scanned = rest.Length;
        return isFinal ? rest.Length : -1;
    }

    /// <summary>An element ends where its braces balance; one that is no object or array ends at a comma, a closing bracket or a line end.</summary>
    private int ElementEnd(ReadOnlySpan<byte> rest, bool isFinal)
    {
        while (_scanned < rest.Length)
        {
            var next = rest[_scanned..].IndexOfAny(_inString ? _stringEnd : _structure);
            if (next < 0)
                break;
            _scanned += next;
            var b = rest[_scanned];
            if (_inString)
            {
                if (b == '\\' && _scanned + 1 == rest.Length)
                    break; // the escaped byte is not here yet
                _inString = b == '\\';
                _scanned += b == '\\' ? 2 : 1;
                continue;
            }

            if (_depth == 0 && (b is (byte)',' or (byte)']' or (byte)'}' or (byte)'\n'))
                return Math.Max(_scanned, 1);
            _scanned++;
            _inString = b == '"';
            if (b is (byte)'{' or (byte)'[')
                _depth++;
            else if (b is (byte)'}' or (byte)']' && --_depth == 0)
                return _scanned;
        }

        if (rest.Length > 0 && !(_scanned < rest.Length && rest[_scanned] == '\\'))
            _scanned = rest.Length;
        return isFinal ? rest.Length : -1;
    }

    private void PassOver(ReadOnlySpan<byte> rest, ref int consumed)
    {
        if (_skipped == 0)
        {
            _recordOffset = _offset;
            _recordLine = _line;
        }

        if (_skipped < HeadBytes)
        {
            var head = rest[..Math.Min(rest.Length, HeadBytes - (int)_skipped)];
            head.CopyTo(_head.AsSpan((int)_skipped));
        }

        var passed = Math.Min(_scanned, rest.Length);
        _skipped += passed;
        _scanned -= passed;
        Advance(rest[..passed], ref consumed);
    }

    private void Advance(ReadOnlySpan<byte> bytes, ref int consumed)
    {
        consumed += bytes.Length;
        _offset += bytes.Length;
        _line += bytes.Count((byte)'\n');
    }
}
