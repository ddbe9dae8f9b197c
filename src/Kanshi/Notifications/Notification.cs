using Kanshi.Incidents;

namespace Kanshi.Notifications;

/// <summary>
/// What a channel is told: one change of an incident, with the incident as it is when the message leaves. It holds no prompt or response text.
/// </summary>
/// <param name="Key">The same in every delivery of the same notification, and in no other.</param>
/// <param name="At">When the change happened.</param>
/// <param name="Severity">1 (worst) to 4.</param>
/// <param name="Symptom">Null when opened by hand without one.</param>
/// <param name="Layer">Null while the cause is unknown.</param>
/// <param name="Confidence">0..1.</param>
/// <param name="AcknowledgedBy">Null while nobody has.</param>
public sealed record Notification(
    string Key,
    NotificationKind Kind,
    DateTimeOffset At,
    string IncidentId,
    string Service,
    string Summary,
    IncidentState State,
    int Severity,
    Symptom? Symptom,
    string Cause,
    CauseLayer? Layer,
    double Confidence,
    DateTimeOffset Since,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ResolvedAt,
    string? AcknowledgedBy)
{
    /// <summary>The signals shown to people at most; the others are counted.</summary>
    public const int MaxSignals = 5;

    /// <summary>The gravest first, at most <see cref="MaxSignals"/>.</summary>
    public IReadOnlyList<NotifiedSignal> Signals { get; init; } = [];

    /// <summary>All signals that the incident has taken in.</summary>
    public int SignalCount { get; init; }

    /// <summary>Earlier news that the channel did not get by itself: this message stands for it.</summary>
    public IReadOnlyList<NotificationKind> StandsFor { get; init; } = [];

    /// <summary>What is to be said beside the facts; mostly null.</summary>
    public string? Note { get; init; }

    /// <summary>The incident that this one repeats; mostly null.</summary>
    public string? PreviousIncidentId { get; init; }

    /// <summary>What the channel called the conversation when it took its first notification of the incident; null where it has none.</summary>
    public string? Thread { get; init; }

    /// <summary>A message that says of itself that nothing has happened.</summary>
    public static Notification Test(DateTimeOffset now)
    {
        var id = $"kanshi-test~{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}";
        return new Notification(
            $"{id}/0", NotificationKind.Test, now, id, "kanshi-test", "This is a test of Kanshi's notifications. Nothing is wrong, and nothing is to be done.",
            IncidentState.Closed, Severity: 4, Symptom: null, Incident.UnknownCause, Layer: null, Confidence: 1, now, now, now, AcknowledgedBy: null);
    }

    public static Notification Of(Incident incident, PendingNotification command) => new(
        command.Key,
        command.Kind,
        command.CreatedAt,
        incident.Id,
        incident.Service,
        incident.Summary,
        incident.State,
        incident.Severity,
        incident.Symptom,
        incident.Cause,
        incident.Layer,
        incident.Confidence,
        incident.Since,
        incident.OpenedAt,
        incident.ResolvedAt,
        incident.Acknowledged?.By)
    {
        Signals = [.. incident.Signals.OrderBy(s => s.State).ThenByDescending(s => s.Signal.Evidence).ThenBy(s => s.Signal.Id, StringComparer.Ordinal)
            .Take(MaxSignals).Select(NotifiedSignal.Of)],
        SignalCount = incident.Signals.Count + incident.SignalsLeftOut,
        StandsFor = command.StandsFor ?? [],
        Note = command.Note,
        PreviousIncidentId = incident.PreviousIncidentId,
        Thread = incident.Told?.FirstOrDefault(told => told.Channel == command.Channel)?.Thread,
    };
}
