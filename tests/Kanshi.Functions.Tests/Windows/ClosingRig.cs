using System.Text.Json;
using Kanshi.Drift;
using Kanshi.Functions.Incidents;
using Kanshi.Functions.Tests.Durable;
using Kanshi.Functions.Windows;
using Kanshi.Incidents;
using Kanshi.Ingestion;
using Kanshi.Storage;
using Kanshi.Testing;
using Kanshi.Windows;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kanshi.Functions.Tests.Windows;

/// <summary>A hub of two partitions with so many streams in one window, and what closes it.</summary>
internal sealed class ClosingRig
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
    private readonly WindowOptions _options = new();

    private ClosingRig()
    {
        Streams = new StreamRegistry(Rows, 10_000);
        var hub = new SimulatedHub(Rows, _options, 2, maxStreams: 10_000);
        Hub = hub;
        Closer = new WindowCloser(Rows, hub, _options);
        Desk = new IncidentDesk(Rows, Clock, new IncidentOptions(), [Pokes]);
        var drift = new ShiftOptions();
        Tick = new Tick(Closer, new DriftWatch(Rows, new ShiftDetector(drift), drift), Desk, Clock);
    }

    public MemoryRowStore Rows { get; } = new();

    public TestClock Clock { get; } = new(Start);

    public IncidentPokes Pokes { get; } = new(NullLogger<IncidentPokes>.Instance);

    public StreamRegistry Streams { get; }

    public SimulatedHub Hub { get; }

    public WindowCloser Closer { get; }

    public IncidentDesk Desk { get; }

    public Tick Tick { get; }

    public static async Task<ClosingRig> WithAsync(int streams)
    {
        var rig = new ClosingRig();
        for (var i = 0; i < streams; i++)
            rig.Hub.Send(i % 2, Start.AddSeconds(i % 200), Start.AddSeconds(i % 200), $"d{i}");
        await rig.Hub.FoldAllAsync(default);
        rig.Clock.Set(Start.AddMinutes(8));
        return rig;
    }

    public SimulatedInstance Orchestrate() =>
        new(CloseWindows.Name, WindowClosing.InstanceId, null, CloseWindows.RunAsync, RunAsync, Clock);

    /// <summary>Every stream's closed window, as it is stored.</summary>
    public async Task<SortedDictionary<string, long>> ClosedAsync()
    {
        var closed = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var stream in await Streams.ListAsync(default))
        {
            if (await new MergedWindowStore(Rows).FindAsync(stream, Start, default) is { } window)
                closed[stream.Id] = window.Sketch.Events;
        }

        return closed;
    }

    private async Task<string?> RunAsync(string name, string input)
    {
        switch (name)
        {
            case nameof(PlanClosing):
                return JsonSerializer.Serialize(await new PlanClosing(Closer, Streams, Clock).RunAsync(JsonSerializer.Deserialize<int>(input), default));
            case nameof(CloseStreams):
                var part = JsonSerializer.Deserialize<ClosingPart>(input)!;
                await new CloseStreams(Tick, Pokes).RunAsync(part, new UnreachableDurableClient(), default);
                return null;
            default:
                await new CompleteWindow(Closer).RunAsync(JsonSerializer.Deserialize<DueWindow>(input)!, default);
                return null;
        }
    }
}
