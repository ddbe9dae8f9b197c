using System.Collections.Concurrent;
using Kanshi.Incidents;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Kanshi.Functions.Incidents;

/// <summary>
/// Remembers which incidents have something new to do until a function that has the Durable client passes it on: the client comes with an invocation,
/// changes come from deeper down. What is lost with the process, the watchdog finds.
/// </summary>
public sealed partial class IncidentPokes(ILogger<IncidentPokes> logger) : IIncidentObserver
{
    private readonly ConcurrentDictionary<string, bool> _waiting = new(StringComparer.Ordinal);

    public void Changed(Incident incident, Incident? before)
    {
        if (before is null || incident.State != before.State || incident.NextCommand != before.NextCommand)
            _waiting[incident.Id] = true;
    }

    /// <summary>Passes on what has collected. A failure is logged only: what the caller has done is stored, and must not look undone.</summary>
    public async Task FlushAsync(DurableTaskClient durable, CancellationToken cancellation)
    {
        foreach (var id in _waiting.Keys)
        {
            if (!_waiting.TryRemove(id, out _))
                continue;
            try
            {
                await durable.StartOrPokeAsync(id, cancellation);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                Log.CouldNotPoke(logger, e, id);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4111, LogLevel.Warning, "What drives incident {IncidentId} could not be told of a change; the watchdog looks after it")]
        public static partial void CouldNotPoke(ILogger logger, Exception exception, string incidentId);
    }
}
