namespace Kanshi.Incidents;

/// <summary>
/// What a change adds to what channels are yet to be told. A channel has at most two commands waiting: the first that it was never told, and behind it
/// the newest, which stands for all between. So an outage of any length ends in the final state of each incident, and nobody hears
/// that something is over of which they never heard that it began.
/// </summary>
internal static class Telling
{
    /// <summary>Appends a command for each channel that the change concerns, where people have been called at all.</summary>
    /// <param name="note">As <see cref="PendingNotification.Note"/> has it.</param>
    public static Incident Tell(this Incident incident, NotificationKind kind, DateTimeOffset now, IncidentOptions options, string? note = null)
    {
        if (!incident.Paged)
            return incident;
        note = note is null ? null : IncidentLimits.Cut(note, IncidentLimits.MaxText);
        return options.Channels.Where(channel => incident.Concerns(kind, channel, options))
            .Aggregate(incident with { ToldAt = now }, (told, channel) => told.Tell(new News(kind, channel, note), now, options));
    }

    /// <summary>Whether the channel has been told of the incident or may have been. A row that kept no list is from a version that told every channel.</summary>
    public static bool WasTold(this Incident incident, string channel) => incident.Told is null || incident.Told.Any(told => told.Channel == channel);

    private static bool Concerns(this Incident incident, NotificationKind kind, string channel, IncidentOptions options)
    {
        if (kind == NotificationKind.Resolved && !incident.WasTold(channel) && incident.Pending.All(pending => pending.Channel != channel))
            return false;
        NotificationRoute[] routes = [.. options.Routes.Where(route => route.Channels.Contains(channel, StringComparer.Ordinal))];
        return routes.Length == 0 || routes.Any(route => route.LetsThrough(incident, kind));
    }

    private static Incident Tell(this Incident incident, News news, DateTimeOffset now, IncidentOptions options)
    {
        PendingNotification[] waiting = [.. incident.Pending.Where(pending => pending.Channel == news.Channel)];
        return (waiting, news.Kind) switch
        {
            ([], _) => incident.Append(news, incident.DueAt(news, now, options)),
            (_, NotificationKind.Reminder) => incident, // what waits will remind
            ([var opening], _) when !incident.WasTold(news.Channel) => incident.AfterOpening(opening, news, now, options),
            ([.., var last], _) => incident.InPlaceOf(last, news, now),
        };
    }

    /// <summary>The first news of a channel waits: what was not due yet takes in what is no news of its own, all else follows it.</summary>
    private static Incident AfterOpening(this Incident incident, PendingNotification opening, News news, DateTimeOffset now, IncidentOptions options)
    {
        var due = opening.NotBefore <= now || opening.Attempts > 0;
        if (!due && news.Kind is NotificationKind.Worsened or NotificationKind.Reopened)
            return incident.Without(opening).Append(news with { Kind = opening.Kind, Note = news.Note ?? opening.Note }, opening.NotBefore, standsFor: [.. opening.StandsFor ?? [], news.Kind]);
        if (news.Kind.CanWait())
            return incident.Append(news, (opening.NotBefore > now ? opening.NotBefore : now) + options.GroupInterval);
        var hurried = due ? incident : incident with { Pending = [.. incident.Pending.Select(p => p.Key == opening.Key ? p with { NotBefore = now } : p)] };
        return hurried.Append(news, now);
    }

    /// <summary>The newest news stands for what was waiting. A channel that fails is not tried sooner for it.</summary>
    private static Incident InPlaceOf(this Incident incident, PendingNotification last, News news, DateTimeOffset now) => incident.Without(last).Append(
        news with { Note = news.Note ?? last.Note },
        last.Attempts > 0 || news.Kind.CanWait() ? last.NotBefore : now,
        last.Attempts,
        [.. last.StandsFor ?? [], last.Kind]);

    private static DateTimeOffset DueAt(this Incident incident, News news, DateTimeOffset now, IncidentOptions options)
    {
        if (!news.Kind.CanWait())
            return now;
        if (!incident.WasTold(news.Channel))
            return now + options.GroupWait;
        var last = (incident.Told?.FirstOrDefault(told => told.Channel == news.Channel)?.At ?? now - options.GroupInterval) + options.GroupInterval;
        return last > now ? last : now;
    }

    private static Incident Append(
        this Incident incident, News news, DateTimeOffset notBefore, int attempts = 0, IReadOnlyList<NotificationKind>? standsFor = null) => incident with
        {
            Pending =
            [
                .. incident.Pending,
                new PendingNotification(
                    $"{incident.Id}/{incident.NextCommand}", news.Kind, news.Channel, incident.ToldAt ?? notBefore, attempts, notBefore, standsFor?.Distinct().ToArray(), news.Note),
            ],
            NextCommand = incident.NextCommand + 1,
        };

    internal static Incident Without(this Incident incident, PendingNotification command) =>
        incident with { Pending = [.. incident.Pending.Where(pending => pending.Key != command.Key)] };

    private sealed record News(NotificationKind Kind, string Channel, string? Note);
}
