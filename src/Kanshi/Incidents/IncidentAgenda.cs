namespace Kanshi.Incidents;

/// <summary>What is to be done about an incident, as its row says it: what drives an incident on asks for nothing else.</summary>
/// <param name="DueChannels">Channels with a notification to be sent now.</param>
/// <param name="NextAt">When something will be due that is not yet; null when nothing will by itself.</param>
/// <param name="OverdueSince">Since when the oldest of what is due waits, a step of the clock included; null when nothing is due.</param>
/// <param name="Ended">Nothing more happens, now or later.</param>
public sealed record IncidentAgenda(
    IncidentState State, IReadOnlyList<string> DueChannels, DateTimeOffset? NextAt, DateTimeOffset? OverdueSince, bool Ended)
{
    /// <summary>The agenda of an incident of which there is no row.</summary>
    public static IncidentAgenda None { get; } = new(IncidentState.Closed, [], null, null, Ended: true);

    public static IncidentAgenda Of(Incident incident, DateTimeOffset now, IncidentOptions options)
    {
        // A channel's first command holds up those behind it.
        PendingNotification[] firsts = [.. incident.Pending.DistinctBy(pending => pending.Channel, StringComparer.Ordinal)];
        DateTimeOffset[] times =
        [
            .. firsts.Select(pending => pending.NotBefore),
            .. new[] { IncidentLifecycle.ReminderAt(incident, options), IncidentLifecycle.RepeatAt(incident, options), IncidentLifecycle.CloseAt(incident, options) }.OfType<DateTimeOffset>(),
        ];
        return new IncidentAgenda(
            incident.State,
            [.. firsts.Where(pending => pending.NotBefore <= now).Select(pending => pending.Channel)],
            times.Where(time => time > now).Select(time => (DateTimeOffset?)time).Min(),
            times.Where(time => time <= now).Select(time => (DateTimeOffset?)time).Min(),
            !incident.NeedsAttention);
    }
}
