using Kanshi.Ingestion;
using Kanshi.Local.Lab;
using Kanshi.Local.Serving;
using Kanshi.Local.Sqlite;
using Microsoft.Extensions.Hosting;

namespace Kanshi.Local.Demo;

/// <summary>Plays a generated service: first half a day of healthy history at once, then live, event by event as the clock passes.</summary>
internal sealed class DemoTraffic(Scenario scenario, DateTimeOffset live, EventQueue queue, EventPump pump, Tick tick, DemoClock clock) : BackgroundService
{
    private static readonly TimeSpan _historyStep = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan _arrivalStep = TimeSpan.FromMinutes(1); // less than the lateness: history does not count as late
    private static readonly TimeSpan _liveStep = TimeSpan.FromSeconds(10);

    public long Sent { get; private set; }

    /// <summary>Runs the history through the pipeline in its own time.</summary>
    public async Task FillHistoryAsync(CancellationToken cancellation)
    {
        for (var from = scenario.Start; from < live; from += _historyStep)
        {
            for (var minute = from; minute < from + _historyStep; minute += _arrivalStep)
            {
                clock.Set(minute + _arrivalStep);
                await SendAsync(minute, minute + _arrivalStep, cancellation);
            }

            await pump.DrainAsync(cancellation);
            await tick.RunAsync(cancellation);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_liveStep, clock);
        var sentTo = live;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var now = clock.GetUtcNow();
                await SendAsync(sentTo, now, stoppingToken);
                sentTo = now;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The demo is over.
        }
    }

    private async Task SendAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        foreach (var chunk in LabTraffic.Generate(scenario, from, to).Chunk(500))
        {
            await queue.AppendAsync([.. chunk.Select(made => new SinkRecord(made.Line, made.Line.Length, null))], cancellation);
            Sent += chunk.Length;
        }
    }
}
