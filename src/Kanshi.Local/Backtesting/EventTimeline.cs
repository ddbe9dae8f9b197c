using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Local.Commands;
using Microsoft.Win32.SafeHandles;

namespace Kanshi.Local.Backtesting;

/// <summary>
/// The records of some files in the order of their times, read again from the files as they are needed: 48 bytes of memory a record, whatever
/// its size. A record that stands in no file as it is read, since it came out of an envelope, is kept in a file of its own. A record without a
/// readable time stands beside the one before it.
/// </summary>
internal sealed class EventTimeline : IDisposable
{
    private readonly List<Entry> _entries = [];
    private readonly List<SafeFileHandle> _files = [];
    private int _spool = -1;
    private long _spooled;

    public int Count => _entries.Count;

    /// <summary>The earliest time, which need not stand first where the order is that of arrival.</summary>
    public DateTimeOffset First => new(_entries.Min(entry => entry.Ticks), TimeSpan.Zero);

    public DateTimeOffset Last => new(_entries.Max(entry => entry.Ticks), TimeSpan.Zero);

    /// <param name="byArrival">Leave the records in the order in which they stand: it is the order in which they came.</param>
    public static async Task<EventTimeline> ReadAsync(IReadOnlyList<string> files, bool byArrival, CancellationToken cancellation)
    {
        var timeline = new EventTimeline();
        foreach (var file in files)
            await timeline.AddAsync(file, cancellation);
        timeline.FillMissingTimes();
        if (!byArrival)
            timeline._entries.Sort((a, b) => a.Ticks != b.Ticks ? a.Ticks.CompareTo(b.Ticks) : (a.File, a.Offset).CompareTo((b.File, b.Offset)));
        return timeline;
    }

    /// <summary>The records as a partition would deliver them: enqueued at their time, or at the latest one before where the order is that of arrival.</summary>
    public IEnumerable<Delivery> Deliveries()
    {
        var enqueued = 0L;
        for (var i = 0; i < _entries.Count; i++)
        {
            var entry = _entries[i];
            enqueued = Math.Max(enqueued, entry.Ticks);
            var bytes = new byte[Math.Min(entry.Length, entry.Length > RecordFramer.MaxRecordBytes ? RecordFramer.HeadBytes : entry.Length)];
            RandomAccess.Read(_files[entry.File], bytes, entry.Offset);
            var refused = entry.Refused ?? (entry.Length > RecordFramer.MaxRecordBytes ? SetAsideReason.TooLarge : null as SetAsideReason?);
            yield return new Delivery(i, new DateTimeOffset(enqueued, TimeSpan.Zero), bytes, entry.Length, refused);
        }
    }

    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
    }

    private async Task AddAsync(string path, CancellationToken cancellation)
    {
        if (path == InputFile.StandardInput)
            throw new CommandException("a backtest reads its input twice: give a file instead of standard input");
        await using var source = InputFile.Open(path);
        _files.Add(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var file = _files.Count - 1;
        var reader = new EventReader();
        await foreach (var record in RecordStream.ReadAsync(source, cancellation))
        {
            var ticks = reader.TryRead(record, out var inferenceEvent, out _) ? inferenceEvent.Time.UtcTicks : 0;
            _entries.Add(record.Offset == FramedRecord.Made
                ? new Entry(ticks, Spool(record.Bytes.Span), record.Length, _spool, record.Refused)
                : new Entry(ticks, record.Offset, record.Length, file, record.Refused));
        }
    }

    private long Spool(ReadOnlySpan<byte> record)
    {
        if (_spool < 0)
        {
            _spool = _files.Count;
            _files.Add(File.OpenHandle(
                Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose));
        }

        RandomAccess.Write(_files[_spool], record, _spooled);
        _spooled += record.Length;
        return _spooled - record.Length;
    }

    private void FillMissingTimes()
    {
        var known = _entries.Find(entry => entry.Ticks > 0).Ticks;
        for (var i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].Ticks > 0)
                known = _entries[i].Ticks;
            else
                _entries[i] = _entries[i] with { Ticks = Math.Max(known, DateTimeOffset.UnixEpoch.UtcTicks) };
        }
    }

    private readonly record struct Entry(long Ticks, long Offset, long Length, int File, SetAsideReason? Refused);
}
