using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Storage;

namespace Kanshi.Windows;

[JsonConverter(typeof(JsonStringEnumConverter<WindowState>))]
public enum WindowState
{
    /// <summary>Still taking events, or not yet closed.</summary>
    [JsonStringEnumMemberName("open")]
    Open,

    [JsonStringEnumMemberName("closed")]
    Closed,

    /// <summary>Closed although a partition had not passed it.</summary>
    [JsonStringEnumMemberName("incomplete")]
    Incomplete,

    /// <summary>All of its events came too late: it was never compared with anything.</summary>
    [JsonStringEnumMemberName("late")]
    Late,
}

/// <summary>A stream's window as it can be seen now.</summary>
public sealed record SeenWindow(DateTimeOffset Start, WindowState State, WindowSketch Sketch);

/// <summary>Shows a stream's windows: closed ones as they closed, all others as their shards stand at the moment.</summary>
public sealed class WindowHistory(IRowStore rows, WindowCloser closer, WindowOptions options)
{
    private readonly MergedWindowStore _merged = new(rows);
    private readonly ShardStore _shards = new(rows);
    private readonly SourceRegistry _sources = new(rows);

    /// <summary>The windows with events, <paramref name="from"/> ≤ start &lt; <paramref name="to"/>, in order.</summary>
    public async IAsyncEnumerable<SeenWindow> ListAsync(
        StreamKey stream, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var closed = new Dictionary<DateTimeOffset, MergedWindow>();
        await foreach (var window in _merged.ListAsync(stream, from, to, cancellation))
            closed[window.Start] = window;
        var sources = await _sources.SourcesAsync(cancellation);
        var position = await closer.PositionAsync(cancellation);
        for (var start = options.StartOf(from); start < to; start += options.Length)
        {
            if (closed.TryGetValue(start, out var window))
                yield return new SeenWindow(start, window.Complete ? WindowState.Closed : WindowState.Incomplete, window.Sketch);
            else if (await _shards.MergeAsync(sources, start, stream, cancellation) is { } sketch)
                yield return new SeenWindow(start, start < position ? WindowState.Late : WindowState.Open, sketch);
        }
    }
}
