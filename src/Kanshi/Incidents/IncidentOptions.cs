namespace Kanshi.Incidents;

/// <summary>How signals become incidents and when people hear of it again.</summary>
public sealed record IncidentOptions
{
    /// <summary>
    /// The names of the notifiers that are told of paged incidents, each of every change. A name that no notifier has is noted in the
    /// incident's timeline. The default is "log".
    /// </summary>
    public IReadOnlyList<string> Channels { get; set; } = ["log"];

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
