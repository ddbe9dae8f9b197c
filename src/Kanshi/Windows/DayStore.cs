using Kanshi.Inference;
using Kanshi.Storage;

namespace Kanshi.Windows;

/// <summary>The statistics of a stream's windows, one row a day: partition = stream, key = day.</summary>
/// <param name="set">Which metrics; null: those of every window.</param>
public sealed class DayStore(IRowStore rows, MetricSet? set = null)
{
    private readonly MetricSet _set = set ?? MetricSet.OfWindows;
    private const byte FormatVersion = 2;

    private string Table => _set.Suffix + "days";

    /// <summary>The windows of a stream with <paramref name="from"/> ≤ start &lt; <paramref name="to"/>, in order.</summary>
    public async ValueTask<List<WindowStatistics>> ReadAsync(
        StreamKey stream, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var windows = new List<WindowStatistics>();
        await foreach (var row in rows.QueryAsync(Table, stream.Id, WindowKeys.Day(from), WindowKeys.Day(to) + "~", cancellation))
            windows.AddRange(Parse(row).Where(window => window.Start >= from && window.Start < to));
        return windows;
    }

    /// <summary>Adds a window to its day; one that is there already stays.</summary>
    public async ValueTask AddAsync(StreamKey stream, WindowStatistics window, CancellationToken cancellation)
    {
        var day = WindowKeys.Day(window.Start);
        bool done;
        do
        {
            var row = await rows.ReadAsync(Table, stream.Id, day, cancellation);
            var windows = row is null ? [] : Parse(row);
            if (windows.Exists(known => known.Start == window.Start))
                return;
            windows.Insert(windows.FindLastIndex(known => known.Start < window.Start) + 1, window);
            done = (await rows.CommitAsync(Table, stream.Id, [RowWrite.Save(day, Serialise(windows), row)], cancellation)).Committed;
        }
        while (!done);
    }

    private List<WindowStatistics> Parse(Row row)
    {
        var reader = new SketchReader(row.Value.Span);
        var format = reader.Version(1, FormatVersion, "a day of windows");
        var windows = new List<WindowStatistics>();
        while (!reader.AtEnd)
            windows.Add(WindowStatistics.Read(ref reader, format, _set.Metrics));
        return windows;
    }

    private ReadOnlyMemory<byte> Serialise(List<WindowStatistics> windows)
    {
        var writer = new SketchWriter();
        writer.Byte(FormatVersion);
        foreach (var window in windows)
            window.Write(writer, _set.Metrics);
        return writer.Written;
    }
}
