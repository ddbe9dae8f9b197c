using System.Text.Json.Serialization;

namespace Kanshi.Incidents;

/// <summary>
/// What people handle: signals that belong together, from detection to verified recovery. The stored row is the one truth; it changes
/// only by <see cref="IncidentLifecycle.Step"/>.
/// </summary>
public sealed record Incident
{
    public const int CurrentFormat = 1;
    public const string UnknownCause = "unknown";

    /// <summary>The version of the stored form, its first member; a newer one is not read.</summary>
    [JsonPropertyOrder(-1)]
    public int Format { get; init; } = CurrentFormat;

    /// <summary>As <see cref="IncidentId"/> composes it; safe in a URL and as a stored key.</summary>
    public required string Id { get; init; }

    public required string Service { get; init; }

    /// <summary>One sentence, with numbers; never prompt or response text. By hand: as the person wrote it.</summary>
    public required string Summary { get; init; }

    public required IncidentState State { get; init; }

    /// <summary>1 (worst) to 4. It worsens as signals join and never improves by itself.</summary>
    public required int Severity { get; init; }

    /// <summary>Null when it was opened by hand without one and no signal has joined.</summary>
    public Symptom? Symptom { get; init; }

    /// <summary>"unknown" unless the signals themselves say it.</summary>
    public string Cause { get; init; } = UnknownCause;

    /// <summary>Null while the cause is unknown.</summary>
    public CauseLayer? Layer { get; init; }

    /// <summary>0..1: how sure it is that something is wrong.</summary>
    public required double Confidence { get; init; }

    /// <summary>Start of the first window that was off, or what the person who opened it said.</summary>
    public required DateTimeOffset Since { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it was resolved or marked a false positive; null again when reopened.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Null while nobody has taken it.</summary>
    public Acknowledgement? Acknowledged { get; init; }

    /// <summary>Opened by a person: only a person resolves it.</summary>
    public bool Manual { get; init; }

    /// <summary>Null: nobody was called, all signals only record. Otherwise since when an acknowledgement is awaited.</summary>
    public DateTimeOffset? PagedAt { get; init; }

    /// <summary>Whether the reminder for this call has gone out.</summary>
    public bool Reminded { get; init; }

    /// <summary>When something to tell last came up; null until people are called.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>Who has been told, or may have been. Null in rows of a version that told every channel everything.</summary>
    public IReadOnlyList<ToldChannel>? Told { get; init; }

    /// <summary>The incident that this one repeats, resolved shortly before it opened.</summary>
    public string? PreviousIncidentId { get; init; }

    /// <summary>At most <see cref="IncidentLimits.MaxSignals"/>, oldest first.</summary>
    public IReadOnlyList<IncidentSignal> Signals { get; init; } = [];

    /// <summary>Signals left out of <see cref="Signals"/> for want of room.</summary>
    public int SignalsLeftOut { get; init; }

    /// <summary>At most <see cref="IncidentLimits.MaxTimeline"/>, oldest first.</summary>
    public IReadOnlyList<TimelineEntry> Timeline { get; init; } = [];

    public int TimelineLeftOut { get; init; }

    /// <summary>Commands not yet carried out, oldest first.</summary>
    public IReadOnlyList<PendingNotification> Pending { get; init; } = [];

    /// <summary>Commands that were given up, oldest first; the newest <see cref="IncidentLimits.MaxDeadLetters"/>.</summary>
    public IReadOnlyList<DeadLetter> DeadLetters { get; init; } = [];

    /// <summary>The number of the next command.</summary>
    public int NextCommand { get; init; }

    /// <summary>What one change has added to the timeline: all of it when <paramref name="before"/> is null, the incident just opened.</summary>
    public IReadOnlyList<TimelineEntry> EntriesSince(Incident? before)
    {
        var added = Timeline.Count + TimelineLeftOut - (before is null ? 0 : before.Timeline.Count + before.TimelineLeftOut);
        return added == 0 ? [] : [.. Timeline.TakeLast(added)];
    }

    [JsonIgnore]
    public bool Paged => PagedAt is not null;

    /// <summary>Whether it belongs to the open set of its service: it can still change by itself or has something to send.</summary>
    [JsonIgnore]
    public bool NeedsAttention => !State.IsEnded() || Pending.Count > 0;

    /// <summary>When the newest signal was raised; when there is none, when it was opened.</summary>
    [JsonIgnore]
    public DateTimeOffset LastSignalAt => Signals.Count > 0 ? Signals.Max(s => s.Signal.RaisedAt) : OpenedAt;
}

/// <summary>Who took the incident, and when.</summary>
public sealed record Acknowledgement(string By, DateTimeOffset At);
