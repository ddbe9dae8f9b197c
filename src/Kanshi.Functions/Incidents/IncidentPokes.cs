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
    /// <summary>The client waits for an engine that does not answer as long as it is let; whoever waits for the caller should not.</summary>
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, bool> _waiting = new(StringComparer.Ordinal);

    public void Changed(Incident incident, Incident? before)
    {
        if (before is null || incident.State != before.State || incident.NextCommand != before.NextCommand)
            _waiting[incident.Id] = true;
    }

    /// <summary>
    /// Passes on what has collected, for a few seconds. A failure is logged only: what the caller has done is stored, and must not look undone. What was not
    /// passed on waits for the next function.
    /// </summary>
    public async Task FlushAsync(DurableTaskClient durable, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(_limit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        foreach (var id in _waiting.Keys)
        {
            if (!_waiting.TryRemove(id, out _))
                continue;
            try
            {
                await durable.StartOrPokeAsync(id, either.Token).WaitAsync(either.Token);
            }
            catch (Exception e)
            {
                _waiting[id] = true;
                Log.CouldNotPoke(logger, e, id);
                return;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4111, LogLevel.Warning, "What drives incident {IncidentId} could not be told of a change; the watchdog looks after it")]
        public static partial void CouldNotPoke(ILogger logger, Exception exception, string incidentId);
    }
}
