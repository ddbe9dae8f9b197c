using Kanshi.Incidents;
using Microsoft.Extensions.Hosting;
using Spectre.Console;

namespace Kanshi.Local.Demo;

/// <summary>Tells in the terminal what the pipeline sees: a line whenever an incident changes, and a sign of life in between.</summary>
internal sealed class DemoNarrator(IncidentDesk desk, DemoTraffic traffic, DemoClock clock, IAnsiConsole console) : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _signOfLife = TimeSpan.FromMinutes(10);
    private readonly Dictionary<string, IncidentState> _told = new(StringComparer.Ordinal);
    private DateTimeOffset _lastLine;

    /// <summary>Incidents seen to be resolved after they were seen open.</summary>
    public int Resolved { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TellAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The demo is over.
        }
    }

    private async Task TellAsync(CancellationToken cancellation)
    {
        var incidents = await desk.ListAsync(null, null, null, cancellation);
        foreach (var incident in incidents.OrderBy(incident => incident.OpenedAt))
        {
            if (_told.TryGetValue(incident.Id, out var told) && told == incident.State)
                continue;
            Tell(incident, isNew: !_told.ContainsKey(incident.Id));
            _told[incident.Id] = incident.State;
        }

        if (clock.GetUtcNow() - _lastLine >= _signOfLife)
            Line("grey", $"{traffic.Sent:N0} events so far, {incidents.Count(incident => incident.State.IsOngoing())} incidents open");
    }

    private void Tell(Incident incident, bool isNew)
    {
        var (colour, word) = incident.State switch
        {
            IncidentState.Verifying => ("yellow", "VERIFYING recovery"),
            IncidentState.Resolved => ("green", "RESOLVED"),
            _ => ("red", isNew ? $"INCIDENT severity {incident.Severity}" : "NOT RECOVERED"),
        };
        if (incident.State == IncidentState.Resolved)
            Resolved++;
        Line(colour, $"{word}: {incident.Summary}");
    }

    private void Line(string colour, string text)
    {
        _lastLine = clock.GetUtcNow();
        console.MarkupLine($"[grey]{_lastLine:HH:mm}[/] [{colour}]{Markup.Escape(text)}[/]");
    }
}
