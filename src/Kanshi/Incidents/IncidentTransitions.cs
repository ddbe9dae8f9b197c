namespace Kanshi.Incidents;

/// <summary>What the transition table tells apart. An input of a signal becomes a trigger by what it leaves of the incident's signals.</summary>
public enum IncidentTrigger
{
    Triage,
    SignalRaised,
    SignalRelapsed,

    /// <summary>One signal more is recovering or recovered, another is still active.</summary>
    SignalEased,

    /// <summary>No signal is active any more.</summary>
    AllSignalsEased,
    AllSignalsRecovered,
    Acknowledge,
    Annotate,
    Resolve,
    Reopen,
    MarkFalsePositive,

    /// <summary>Paged, and nobody has acknowledged in time.</summary>
    AcknowledgementOverdue,

    /// <summary>Resolved for longer than a recurrence would link to it.</summary>
    CloseDue,
    NotificationAttempted,
}

/// <summary>The lifecycle as one table.</summary>
public static class IncidentTransitions
{
    private const IncidentState Triaged = IncidentState.Triaged;
    private const IncidentState Verifying = IncidentState.Verifying;
    private const IncidentState Resolved = IncidentState.Resolved;
    private const IncidentState Closed = IncidentState.Closed;
    private const IncidentState Falsely = IncidentState.FalsePositive;

    /// <summary>
    /// A row a trigger, a column a state; null refuses. After the end signals are still followed, without consequence, so that a reopened incident
    /// knows how they stand.
    /// </summary>
    private static readonly Dictionary<IncidentTrigger, IncidentState?[]> _table = new()
    {
        //                                         Detected  Triaged    Verifying  Resolved  Closed    FalsePositive
        [IncidentTrigger.Triage] =                [Triaged,  null,      null,      null,     null,     null],
        [IncidentTrigger.SignalRaised] =          [null,     Triaged,   Triaged,   null,     null,     null],
        [IncidentTrigger.SignalRelapsed] =        [null,     Triaged,   Triaged,   Resolved, Closed,   Falsely],
        [IncidentTrigger.SignalEased] =           [null,     Triaged,   Verifying, Resolved, Closed,   Falsely],
        [IncidentTrigger.AllSignalsEased] =       [null,     Verifying, Verifying, Resolved, Closed,   Falsely],
        [IncidentTrigger.AllSignalsRecovered] =   [null,     Resolved,  Resolved,  Resolved, Closed,   Falsely],
        [IncidentTrigger.Acknowledge] =           [null,     Triaged,   Verifying, null,     null,     null],
        [IncidentTrigger.Annotate] =              [null,     Triaged,   Verifying, Resolved, Closed,   Falsely],
        [IncidentTrigger.Resolve] =               [null,     Resolved,  Resolved,  null,     null,     null],
        [IncidentTrigger.Reopen] =                [null,     null,      null,      Triaged,  Triaged,  Triaged],
        [IncidentTrigger.MarkFalsePositive] =     [null,     Falsely,   Falsely,   Falsely,  Falsely,  null],
        [IncidentTrigger.AcknowledgementOverdue] = [null,    Triaged,   Verifying, null,     null,     null],
        [IncidentTrigger.CloseDue] =              [null,     null,      null,      Closed,   null,     null],
        [IncidentTrigger.NotificationAttempted] = [null,     Triaged,   Verifying, Resolved, Closed,   Falsely],
    };

    /// <summary>The state that follows; null when the trigger is refused.</summary>
    public static IncidentState? Next(IncidentState state, IncidentTrigger trigger) => _table[trigger][(int)state];
}
