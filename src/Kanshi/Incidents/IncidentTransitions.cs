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
    /// <summary>
    /// A row a trigger, a column the state before, in the cell the state after; - refuses. After the end signals are still followed, without
    /// consequence, so that a reopened incident knows how they stand.
    /// </summary>
    private const string Table = """
                                Detected      Triaged       Verifying     Resolved      Closed        FalsePositive
        Triage                  Triaged       -             -             -             -             -
        SignalRaised            -             Triaged       Triaged       -             -             -
        SignalRelapsed          -             Triaged       Triaged       Resolved      Closed        FalsePositive
        SignalEased             -             Triaged       Verifying     Resolved      Closed        FalsePositive
        AllSignalsEased         -             Verifying     Verifying     Resolved      Closed        FalsePositive
        AllSignalsRecovered     -             Resolved      Resolved      Resolved      Closed        FalsePositive
        Acknowledge             -             Triaged       Verifying     -             -             -
        Annotate                -             Triaged       Verifying     Resolved      Closed        FalsePositive
        Resolve                 -             Resolved      Resolved      -             -             -
        Reopen                  -             -             -             Triaged       Triaged       Triaged
        MarkFalsePositive       -             FalsePositive FalsePositive FalsePositive FalsePositive -
        AcknowledgementOverdue  -             Triaged       Verifying     -             -             -
        CloseDue                -             -             -             Closed        -             -
        NotificationAttempted   -             Triaged       Verifying     Resolved      Closed        FalsePositive
        """;

    private static readonly Dictionary<(IncidentState, IncidentTrigger), IncidentState> _next = Parse(Table);

    /// <summary>The state that follows; null when the trigger is refused.</summary>
    public static IncidentState? Next(IncidentState state, IncidentTrigger trigger) => _next.TryGetValue((state, trigger), out var next) ? next : null;

    private static Dictionary<(IncidentState, IncidentTrigger), IncidentState> Parse(string table)
    {
        var next = new Dictionary<(IncidentState, IncidentTrigger), IncidentState>();
        var rows = table.Split('\n').Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToArray();
        var states = rows[0].Select(Enum.Parse<IncidentState>).ToArray();
        foreach (var row in rows[1..])
        {
            var trigger = Enum.Parse<IncidentTrigger>(row[0]);
            foreach (var (before, after) in states.Zip(row[1..]))
            {
                if (after != "-")
                    next[(before, trigger)] = Enum.Parse<IncidentState>(after);
            }
        }

        return next;
    }
}
