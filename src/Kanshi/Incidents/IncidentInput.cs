namespace Kanshi.Incidents;

/// <summary>Everything that can happen to an incident.</summary>
public abstract record IncidentInput
{
    private IncidentInput()
    {
    }

    /// <summary>Opens an incident, or joins the one it is applied to.</summary>
    /// <param name="Previous">When it opens: the incident that it repeats.</param>
    public sealed record SignalRaised(Signal Signal, string? Previous = null) : IncidentInput;

    /// <summary>The first windows are back on course.</summary>
    /// <param name="At">A time of the window that says so, later than that of any earlier window; what is not later is a repetition.</param>
    public sealed record SignalRecovering(string SignalId, DateTimeOffset At) : IncidentInput;

    /// <summary>It was recovering and is off course again.</summary>
    /// <param name="At">As for <see cref="SignalRecovering"/>.</param>
    public sealed record SignalRelapsed(string SignalId, DateTimeOffset At) : IncidentInput;

    /// <summary>There is evidence that the fault is gone.</summary>
    /// <param name="At">As for <see cref="SignalRecovering"/>.</param>
    /// <param name="Evidence">Ln of how much likelier the fresh windows are without the fault than with half of it.</param>
    public sealed record SignalRecovered(string SignalId, DateTimeOffset At, double Evidence) : IncidentInput;

    /// <summary>Opens an incident that no detector has seen. <paramref name="Since"/> null: since now.</summary>
    public sealed record OpenedByHand(string Service, string Summary, Symptom? Symptom, DateTimeOffset? Since, string By, string? Previous = null)
        : IncidentInput;

    public sealed record Acknowledge(string By, string? Note) : IncidentInput;

    public sealed record Annotate(string By, string? Note) : IncidentInput;

    public sealed record Resolve(string By, string? Note) : IncidentInput;

    public sealed record Reopen(string By, string? Note) : IncidentInput;

    public sealed record MarkFalsePositive(string By, string? Note) : IncidentInput;

    /// <summary>Sends again what was given up, on one channel or (null) on all.</summary>
    public sealed record ResendNotifications(string By, string? Note, string? Channel = null) : IncidentInput;

    /// <summary>Whatever is due by the clock: the reminder, the closing.</summary>
    public sealed record TimePassed : IncidentInput;

    /// <summary>How an attempt to carry out the command with this key ended.</summary>
    public sealed record NotificationAttempted(string Key, AttemptResult Result) : IncidentInput;
}

/// <summary>How an attempt to notify ended.</summary>
public abstract record AttemptResult
{
    private AttemptResult()
    {
    }

    /// <param name="Thread">As <see cref="ToldChannel.Thread"/> has it.</param>
    public sealed record Delivered(string? Thread = null) : AttemptResult;

    public sealed record RetryLater(DateTimeOffset NotBefore) : AttemptResult;

    /// <summary>Not tried: the channel has had as much as it may for now.</summary>
    public sealed record Deferred(DateTimeOffset NotBefore) : AttemptResult;

    public sealed record GivenUp(string Reason) : AttemptResult;
}
