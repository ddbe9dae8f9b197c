namespace Kanshi.Incidents;

/// <summary>
/// Keeps an incident small enough for one row, however long it lasts: the beginning and the newest stay, the rest is counted. With names of at
/// most 128 bytes, as events have them, the largest incident stays under <see cref="Storage.RowWrite.MaxValueBytes"/>.
/// </summary>
public static class IncidentLimits
{
    /// <summary>The first signal and the newest stay; of those between, recovered ones go first. What went is not waited for.</summary>
    public const int MaxSignals = 100;

    /// <summary>The first <see cref="TimelineBeginning"/> entries and the newest stay.</summary>
    public const int MaxTimeline = 100;
    public const int TimelineBeginning = 10;

    /// <summary>Beyond this the oldest command is given up with an entry: only channels dead for hours get there.</summary>
    public const int MaxPending = 100;

    public const int MaxDeadLetters = 20;

    /// <summary>Characters of why a notification was given up.</summary>
    public const int MaxReason = 300;

    /// <summary>Characters of a note, a summary or a reason; longer ones are cut.</summary>
    public const int MaxText = 500;

    /// <summary>Characters of a person's name.</summary>
    public const int MaxName = 100;

    /// <summary>The text in at most so many characters, never half of a surrogate pair.</summary>
    public static string Cut(string text, int max)
    {
        if (text.Length <= max)
            return text;
        var kept = char.IsHighSurrogate(text[max - 2]) ? max - 2 : max - 1;
        return string.Concat(text.AsSpan(0, kept), "…");
    }

    internal static Incident Trim(Incident incident, DateTimeOffset now)
    {
        while (incident.Signals.Count > MaxSignals)
            incident = LeaveOutSignal(incident);
        while (incident.Pending.Count > MaxPending)
            incident = GiveUpOldest(incident, now);
        while (incident.Timeline.Count > MaxTimeline)
            incident = incident with { Timeline = Without(incident.Timeline, TimelineBeginning), TimelineLeftOut = incident.TimelineLeftOut + 1 };
        return incident;
    }

    private static Incident LeaveOutSignal(Incident incident) => incident with
    {
        Signals = Without(incident.Signals, SuperfluousSignal(incident.Signals)),
        SignalsLeftOut = incident.SignalsLeftOut + 1,
    };

    private static int SuperfluousSignal(IReadOnlyList<IncidentSignal> signals)
    {
        for (var i = 1; i < signals.Count - 1; i++)
        {
            if (signals[i].State == SignalState.Recovered)
                return i;
        }

        return 1;
    }

    private static Incident GiveUpOldest(Incident incident, DateTimeOffset now) =>
        NotificationSteps.GivenUp(incident, incident.Pending[0], $"more than {MaxPending} notifications were waiting", now);

    private static T[] Without<T>(IReadOnlyList<T> list, int index) => [.. list.Take(index), .. list.Skip(index + 1)];
}
