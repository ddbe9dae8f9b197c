namespace Kanshi.Incidents;

/// <summary>How signals become incidents and when people hear of it again.</summary>
public sealed record IncidentOptions
{
    /// <summary>
    /// The names of the notifiers that are told of paged incidents, each of every change. A name that no notifier has is noted in the
    /// incident's timeline. The default is "log".
    /// </summary>
    public IReadOnlyList<string> Channels { get; set; } = ["log"];

    /// <summary>Which channel is told of what. Without any, which is the default, every channel is told everything.</summary>
    public IReadOnlyList<NotificationRoute> Routes { get; set; } = [];

    /// <summary>
    /// The first news of an incident is held back for this long, so that what belongs to it is told with it. The default is 30 seconds.
    /// </summary>
    public TimeSpan GroupWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// After a notification of an incident a channel is told no sooner than this that it is over, or open again, or mitigated; what asks
    /// somebody to act goes out at once. The default is 5 minutes.
    /// </summary>
    public TimeSpan GroupInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>After the reminder, what nobody has acknowledged and of which nothing was told for this long is told once more. The default is 4 hours.</summary>
    public TimeSpan RepeatInterval { get; set; } = TimeSpan.FromHours(4);

    /// <summary>
    /// A signal joins an ongoing incident of its service with the same symptom or the same stream when the incident's newest signal is at most
    /// this old. Where its own stream has a signal that has not recovered, it joins however old that is: one thing is still going on there.
    /// The default is 30 minutes.
    /// </summary>
    public TimeSpan CorrelationWindow { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// A resolved incident is closed after this long; until then a new incident with the same symptom or stream links to it as its
    /// recurrence. The default is 24 hours.
    /// </summary>
    public TimeSpan CloseAfter { get; set; } = TimeSpan.FromHours(24);

    /// <summary>A paged incident that nobody has acknowledged by then is told once more. The default is 15 minutes.</summary>
    public TimeSpan AcknowledgeBy { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long an incident is kept after it has ended, with the signals that it took in. The default is 400 days.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(400);

    /// <summary>Everything that is wrong with these options; empty when nothing is.</summary>
    public IEnumerable<string> Validate()
    {
        if (Channels.Any(string.IsNullOrWhiteSpace))
            yield return "incidents.channels holds an empty name: name a notifier, such as \"log\".";
        if (Channels.Distinct(StringComparer.Ordinal).Count() != Channels.Count)
            yield return "incidents.channels names a notifier twice: it would be told everything twice.";
        foreach (var problem in Routes.SelectMany((route, i) => route.Validate($"incidents.routes[{i}]")))
            yield return problem;
        if (GroupWait < TimeSpan.Zero)
            yield return $"incidents.groupWait is {GroupWait}: it must not be negative.";
        if (GroupInterval < TimeSpan.Zero)
            yield return $"incidents.groupInterval is {GroupInterval}: it must not be negative.";
        if (RepeatInterval <= TimeSpan.Zero)
            yield return $"incidents.repeatInterval is {RepeatInterval}: it must be more than zero.";
        if (CorrelationWindow < TimeSpan.Zero)
            yield return $"incidents.correlationWindow is {CorrelationWindow}: it must not be negative.";
        if (CloseAfter < TimeSpan.Zero)
            yield return $"incidents.closeAfter is {CloseAfter}: it must not be negative.";
        if (Retention < TimeSpan.FromDays(1))
            yield return $"incidents.retention is {Retention}: use at least a day.";
        if (AcknowledgeBy <= TimeSpan.Zero)
            yield return $"incidents.acknowledgeBy is {AcknowledgeBy}: it must be more than zero.";
    }
}
