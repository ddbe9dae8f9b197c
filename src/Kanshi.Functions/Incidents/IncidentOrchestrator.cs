using Kanshi.Incidents;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Kanshi.Functions.Incidents;

/// <summary>
/// Drives one incident on. The row is the truth: each turn reads from it what is due, does it, and waits for the next time or a poke. So a lost poke
/// costs time, a doubled one a turn, and a restart nothing.
/// </summary>
public sealed partial class IncidentOrchestrator
{
    public const string Name = "IncidentLifecycle";
    public const string Poke = "poke";

    /// <summary>Turns until the history is begun anew; a turn leaves about a dozen events in it.</summary>
    internal const int TurnsPerHistory = 20;
    private static readonly TimeSpan _longestWait = TimeSpan.FromHours(6);
    private static readonly TimeSpan _afterFailure = TimeSpan.FromMinutes(1);
    private static readonly TaskOptions _patiently = new(new RetryPolicy(maxNumberOfAttempts: 5, TimeSpan.FromSeconds(2), backoffCoefficient: 2));

    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, string incidentId)
    {
        var log = context.CreateReplaySafeLogger<IncidentOrchestrator>();
        Task? poked = null;
        for (var turn = 0; turn < TurnsPerHistory; turn++)
        {
            // Listening begins before the row is read: what changes after that is heard. One listener at a time, since one that is
            // given up would still swallow the next poke.
            if (poked is not { IsCompleted: false })
                poked = context.WaitForExternalEvent<object?>(Poke);
            var agenda = await TryTurnAsync(context, incidentId, log);
            if (agenda is { Ended: true })
            {
                Log.Ended(log, incidentId);
                return;
            }

            if (agenda is not { DueChannels.Count: > 0 })
                await WaitAsync(context, poked, agenda is null ? context.CurrentUtcDateTime + _afterFailure : agenda.NextAt?.UtcDateTime);
        }

        context.ContinueAsNew(incidentId);
    }

    /// <summary>Does what is due; null when the store or an activity has failed for good, for this time.</summary>
    private static async Task<IncidentAgenda?> TryTurnAsync(TaskOrchestrationContext context, string incidentId, ILogger log)
    {
        try
        {
            var agenda = await context.CallActivityAsync<IncidentAgenda>(nameof(AdvanceIncident), incidentId, _patiently);
            context.SetCustomStatus(new IncidentStatus(agenda.State, agenda.DueChannels.Count, agenda.NextAt));

            // Side by side: a channel that hangs delays no other.
            await Task.WhenAll(agenda.DueChannels.Select(channel =>
                context.CallActivityAsync(nameof(SendNotifications), new NotificationLane(incidentId, channel), _patiently)));
            return agenda;
        }
        catch (TaskFailedException failure)
        {
            Log.TurnFailed(log, incidentId, failure.TaskName);
            return null;
        }
    }

    private static async Task WaitAsync(TaskOrchestrationContext context, Task poked, DateTime? until)
    {
        if (poked.IsCompleted)
            return;
        var latest = context.CurrentUtcDateTime + _longestWait;
        using var stop = new CancellationTokenSource();
        var timer = context.CreateTimer(until < latest ? until.Value : latest, stop.Token);
        if (await Task.WhenAny(poked, timer) == poked)
            stop.Cancel(); // not CancelAsync: it goes on in another thread, where a replay cannot follow
    }

    private static partial class Log
    {
        [LoggerMessage(4101, LogLevel.Information, "Incident {IncidentId} has ended, and so does what drives it")]
        public static partial void Ended(ILogger logger, string incidentId);

        [LoggerMessage(4102, LogLevel.Warning, "A turn of incident {IncidentId} failed in {Activity}; it is tried again in a minute")]
        public static partial void TurnFailed(ILogger logger, string incidentId, string activity);
    }
}

/// <summary>What the instance shows of itself to whoever looks at it.</summary>
public sealed record IncidentStatus(IncidentState State, int DueChannels, DateTimeOffset? NextAt);
