using System.Text.Json;
using Kanshi.Inference.Shapes;

namespace Kanshi.Inference.Envelopes;

/// <summary>One framed record being taken apart: gathers what is found inside, and keeps to the bounds.</summary>
internal sealed class Opening(FramedRecord outer, int maxRecords)
{
    private static readonly JsonDocumentOptions _options = new() { MaxDepth = EventReader.MaxNesting };
    private int _depth;
    private long _unwrappedBytes;

    public List<FramedRecord> Records { get; } = [];

    public List<LogEntry> Entries { get; } = [];

    /// <summary>Why all of it has to be set aside as one.</summary>
    public SetAsideReason? Overflow { get; private set; }

    /// <summary>A record as readers get it: of one that is too large, the head.</summary>
    public static FramedRecord AsRead(FramedRecord record) => record.TooLarge && record.Bytes.Length > RecordFramer.HeadBytes
        ? record with { Bytes = record.Bytes[..RecordFramer.HeadBytes].ToArray() }
        : record;

    /// <summary>A record, or one more envelope.</summary>
    public void Take(ReadOnlyMemory<byte> bytes)
    {
        if (Overflow is not null)
            return;
        var (records, entries) = (Records.Count, Entries.Count);
        try
        {
            if (EnvelopeProbe.MayBeOne(bytes.Span) && TryOpen(bytes))
                return;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Broken behind its first members, or a name with half a surrogate in it: whoever reads it will say so.
            Records.RemoveRange(records, Records.Count - records);
            Entries.RemoveRange(entries, Entries.Count - entries);
        }

        Add(bytes);
    }

    /// <summary>Decoded text, which may hold several records as a body may.</summary>
    public void TakeText(ReadOnlyMemory<byte> text)
    {
        if (!Count(text.Length))
            return;
        var framer = new RecordFramer(RecordUnwrapper.MaxEnvelopeBytes);
        while (Overflow is null && framer.Next(text, isFinal: true, out var record, out var consumed))
        {
            text = text[consumed..];
            Take(record.Bytes);
        }
    }

    /// <summary>Base64, of JSON or of compressed JSON.</summary>
    public void TakeBase64(JsonElement data, ReadOnlyMemory<byte> around)
    {
        if (data.ValueKind != JsonValueKind.String || !data.TryGetBytesFromBase64(out var decoded))
            Refuse(around, SetAsideReason.BadEncoding);
        else if (decoded is not [0x1F, 0x8B, ..])
            TakeText(decoded);
        else
            TakeInflated(Gunzip.Inflate(decoded, RecordUnwrapper.MaxUnwrappedBytes - _unwrappedBytes), around);
    }

    /// <summary>A value that is an object, or the text of one or several.</summary>
    /// <param name="bytes">What the document was parsed from.</param>
    /// <param name="around">What is set aside when it is neither.</param>
    public void TakeValue(JsonElement value, ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> around, string field)
    {
        if (value.ValueKind == JsonValueKind.Object)
            Take(value.SliceOf(bytes));
        else if (value.ValueKind == JsonValueKind.String && value.Unescaped() is { } text)
            TakeText(text);
        else
            Refuse(around, SetAsideReason.WrongType(field));
    }

    /// <summary>A record that had to be written anew to stand for itself; it is no envelope.</summary>
    public void AddMade(ReadOnlyMemory<byte> made)
    {
        if (Count(made.Length))
            Add(made);
    }

    public void Add(ReadOnlyMemory<byte> bytes) => Add(new FramedRecord(bytes, OffsetOf(bytes), outer.Line, bytes.Length));

    public void Refuse(ReadOnlyMemory<byte> bytes, SetAsideReason reason) =>
        Add(new FramedRecord(bytes, OffsetOf(bytes), outer.Line, bytes.Length, reason));

    /// <summary>The same bounds for something inside that is gathered apart.</summary>
    public Opening Inner() => new(outer, maxRecords) { _depth = _depth, _unwrappedBytes = _unwrappedBytes };

    /// <summary>Takes over what the inner opening was refused.</summary>
    public void Join(Opening inner)
    {
        Overflow ??= inner.Overflow;
        _unwrappedBytes = inner._unwrappedBytes;
        Entries.AddRange(inner.Entries);
    }

    private void TakeInflated(Inflated inflated, ReadOnlyMemory<byte> around)
    {
        if (inflated.Bytes is { } plain)
            TakeText(plain);
        else if (inflated.IsTooLarge)
            Overflow ??= SetAsideReason.TooLarge;
        else
            Refuse(around, SetAsideReason.BadEncoding);
    }

    private bool TryOpen(ReadOnlyMemory<byte> bytes)
    {
        using var document = JsonDocument.Parse(bytes, _options);
        var record = document.RootElement;
        if (ApimLlmLogShape.IsEntry(record) && ApimLlmLogShape.CallOf(record) is { } call && bytes.Length <= RecordFramer.MaxRecordBytes)
        {
            Entries.Add(new LogEntry(call, ApimLlmLogShape.NumberOf(record), bytes, outer.Line));
            return true;
        }

        foreach (var envelope in Envelope.All)
        {
            if (!envelope.Claims(record))
                continue;
            Open(envelope, record, bytes);
            return true;
        }

        return false;
    }

    private void Open(Envelope envelope, JsonElement record, ReadOnlyMemory<byte> bytes)
    {
        if (_depth == RecordUnwrapper.MaxDepth)
        {
            Refuse(bytes, SetAsideReason.TooDeep);
            return;
        }

        var before = Records.Count + Entries.Count;
        _depth++;
        envelope.Open(record, bytes, this);
        _depth--;
        if (Overflow is null && Records.Count + Entries.Count == before)
            Refuse(bytes, SetAsideReason.Empty);
    }

    private void Add(FramedRecord record)
    {
        if (Records.Count >= maxRecords)
            Overflow ??= SetAsideReason.TooManyRecords;
        else
            Records.Add(AsRead(record));
    }

    private bool Count(int bytes)
    {
        _unwrappedBytes += bytes;
        if (_unwrappedBytes > RecordUnwrapper.MaxUnwrappedBytes)
            Overflow ??= SetAsideReason.TooLarge;
        return Overflow is null;
    }

    private long OffsetOf(ReadOnlyMemory<byte> bytes) =>
        outer.Offset >= 0 && outer.Bytes.Span.Overlaps(bytes.Span, out var at) && at >= 0 ? outer.Offset + at : FramedRecord.Made;
}
