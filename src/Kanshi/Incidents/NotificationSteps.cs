namespace Kanshi.Incidents;

/// <summary>What comes of telling channels, and the second try of what was given up.</summary>
internal static class NotificationSteps
{
    public static IncidentStep Attempted(Incident incident, IncidentInput.NotificationAttempted input, DateTimeOffset now)
    {
        if (IncidentTransitions.Next(incident.State, IncidentTrigger.NotificationAttempted) is null)
            return new IncidentStep.Refused(StepRefusal.NotInThisState, incident.State);
        if (incident.Pending.FirstOrDefault(p => p.Key == input.Key) is not { } command)
            return new IncidentStep.Unchanged(incident); // another sender was quicker, or newer news stands for it
        return input.Result switch
        {
            AttemptResult.RetryLater later => Later(incident, command with { Attempts = command.Attempts + 1, NotBefore = later.NotBefore }),
            AttemptResult.Deferred later => Later(incident, command with { NotBefore = later.NotBefore }),
            AttemptResult.Delivered delivered => new IncidentStep.Changed(
                Told(incident.Without(command), command.Channel, now, delivered.Thread)
                    .Note(now, TimelineEntry.Kanshi, TimelineKind.Notified, $"{command.Key} to {command.Channel}")),
            AttemptResult.GivenUp givenUp => new IncidentStep.Changed(GivenUp(incident, command, givenUp.Reason, now)),
            _ => throw new ArgumentException($"unknown result {input.Result.GetType().Name}", nameof(input)),
        };
    }

    /// <summary>
    /// Of each channel the newest that was given up is sent again, as what the incident now is; the others are settled by it. A channel for which something
    /// waits is told the newest without that. Asked twice, the second finds nothing.
    /// </summary>
    public static IncidentStep Resend(Incident incident, IncidentInput.ResendNotifications input, DateTimeOffset now)
    {
        if (IncidentTransitions.Next(incident.State, IncidentTrigger.NotificationAttempted) is null)
            return new IncidentStep.Refused(StepRefusal.NotInThisState, incident.State);
        DeadLetter[] wanted = [.. incident.DeadLetters.Where(letter =>
            (input.Channel is null || letter.Channel == input.Channel) && incident.Pending.All(pending => pending.Channel != letter.Channel))];
        if (wanted.Length == 0)
            return new IncidentStep.Unchanged(incident);
        var newest = wanted.GroupBy(letter => letter.Channel, StringComparer.Ordinal).Select(letters => letters.Last()).ToArray();
        var again = newest.Select(letter => new PendingNotification(
            letter.Key, incident.State.IsOngoing() ? letter.Kind : NotificationKind.Resolved, letter.Channel, now, Attempts: 0, now));
        var resent = incident with { DeadLetters = [.. incident.DeadLetters.Except(wanted)], Pending = [.. incident.Pending, .. again] };
        var note = $"to {string.Join(", ", newest.Select(letter => letter.Channel))}{(input.Note is null ? "" : $": {input.Note}")}";
        return new IncidentStep.Changed(resent.Note(now, input.By, TimelineKind.NotificationsResent, note));
    }

    /// <summary>Strikes a command off with an entry and keeps it as a dead letter.</summary>
    public static Incident GivenUp(Incident incident, PendingNotification command, string reason, DateTimeOffset now)
    {
        reason = IncidentLimits.Cut(reason, IncidentLimits.MaxReason);
        var letter = new DeadLetter(command.Key, command.Kind, command.Channel, command.CreatedAt, now, command.Attempts, reason);
        var left = incident.Without(command) with { DeadLetters = [.. incident.DeadLetters.TakeLast(IncidentLimits.MaxDeadLetters - 1), letter] };
        left = left.Note(now, TimelineEntry.Kanshi, TimelineKind.NotificationFailed, $"{command.Key} to {command.Channel}: {reason}");

        // What failed for want of an answer may have arrived all the same. What was refused has not, and then nobody there needs to hear that it is over.
        if (command.Attempts > 0)
            return Told(left, command.Channel, now, thread: null);
        return !left.WasTold(command.Channel) && left.Pending.FirstOrDefault(p => p.Channel == command.Channel) is { Kind: NotificationKind.Resolved } over
            ? GivenUp(left, over, "the channel was never told of the incident", now)
            : left;
    }

    private static IncidentStep Later(Incident incident, PendingNotification later) =>
        later.NotBefore <= incident.Pending.First(pending => pending.Key == later.Key).NotBefore
            ? new IncidentStep.Unchanged(incident)
            : new IncidentStep.Changed(incident with { Pending = [.. incident.Pending.Select(p => p.Key == later.Key ? later : p)] });

    private static Incident Told(Incident incident, string channel, DateTimeOffset now, string? thread)
    {
        if (incident.Told is not { } told)
            return incident;
        var before = told.FirstOrDefault(entry => entry.Channel == channel);
        return incident with { Told = [.. told.Where(entry => entry.Channel != channel), new ToldChannel(channel, now, before?.Thread ?? thread)] };
    }
}
