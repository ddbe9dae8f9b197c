using Kanshi.Ingestion;
using Kanshi.Local.Lab;
using Kanshi.Local.Serving;
using Kanshi.Local.Sqlite;
using Microsoft.Extensions.Hosting;

namespace Kanshi.Local.Demo;

/// <summary>Plays a generated service: first half a day of healthy history at once, then live, event by event as the clock passes.</summary>
internal sealed class DemoTraffic(Scenario scenario, DateTimeOffset live, EventQueue queue, EventPump pump, JudgePump judge, Tick tick, DemoClock clock) : BackgroundService
{
    /// <summary>No longer than the lateness: what is sent a step at once must still be on time.</summary>
    private static readonly TimeSpan _historyStep = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan _liveStep = TimeSpan.FromSeconds(10);

    public long Sent { get; private set; }

    /// <summary>Runs the history through the pipeline in its own time.</summary>
    public async Task FillHistoryAsync(CancellationToken cancellation)
    {
        for (var from = scenario.Start; from < live; from += _historyStep)
        {
            clock.Set(from + (_historyStep / 2));
            await judge.DrainAsync(cancellation); // every minute has its budget
            clock.Set(from + _historyStep);
            await SendAsync(from, from + _historyStep, cancellation);
            await pump.DrainAsync(cancellation);
            await judge.DrainAsync(cancellation);
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
