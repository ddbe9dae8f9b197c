using System.Buffers;
using Kanshi.Inference.Shapes;

namespace Kanshi.Inference.Envelopes;

/// <summary>A log entry about one call: the call, its place among the call's entries, its bytes.</summary>
internal readonly record struct LogEntry(string Call, int Number, ReadOnlyMemory<byte> Bytes, long Line);

/// <summary>
/// Puts together the log entries of a call that API Management has cut into pieces of 32 KB. A call is one record however many entries of
/// it came; entries over the size of a record are left out, and the record says so.
/// </summary>
internal sealed class EntryGatherer
{
    private const int Room = RecordFramer.MaxRecordBytes - 64;
    private readonly Dictionary<string, List<LogEntry>> _calls = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    public long Bytes { get; private set; }

    public void Add(LogEntry entry)
    {
        if (!_calls.TryGetValue(entry.Call, out var entries))
        {
            _calls[entry.Call] = entries = [];
            _order.Add(entry.Call);
        }

        entries.Add(entry);
        Bytes += entry.Bytes.Length;
    }

    public void Flush(List<FramedRecord> into)
    {
        foreach (var call in _order)
        {
            var entries = _calls[call];
            var made = Gathered(entries.OrderBy(entry => entry.Number).DistinctBy(entry => entry.Number));
            into.Add(new FramedRecord(made, FramedRecord.Made, entries[0].Line, made.Length));
        }

        _calls.Clear();
        _order.Clear();
        Bytes = 0;
    }

    private static ReadOnlyMemory<byte> Gathered(IEnumerable<LogEntry> entries)
    {
        var made = new ArrayBufferWriter<byte>();
        var isCut = false;
        made.Write("{\""u8);
        made.Write(ApimLlmLogShape.Gathered);
        made.Write("\":["u8);
        var isFirst = true;
        foreach (var entry in entries)
        {
            if (made.WrittenCount + entry.Bytes.Length > Room)
            {
                isCut = true;
                continue;
            }

            if (!isFirst)
                made.Write(","u8);
            made.Write(entry.Bytes.Span);
            isFirst = false;
        }

        made.Write(isCut ? "],\"cut\":true}"u8 : "]}"u8);
        return made.WrittenMemory;
    }
}
