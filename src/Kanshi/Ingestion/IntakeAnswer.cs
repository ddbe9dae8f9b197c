namespace Kanshi.Ingestion;

/// <summary>What the door says of a body: how many records it had, how many go on to be scored, and why the others do not. Indexes count from 0.</summary>
public sealed record IntakeReceipt(int Received, int Accepted, IReadOnlyList<IntakeRefusal> SetAside);

public sealed record IntakeRefusal(int Index, string Reason);

/// <summary>What becomes of a body at the door.</summary>
public abstract record IntakeAnswer
{
    private IntakeAnswer()
    {
    }

    /// <summary>Everything is durable.</summary>
    public sealed record Taken(IntakeReceipt Receipt) : IntakeAnswer;

    /// <summary>More than <see cref="EventIntake.MaxRecords"/>.</summary>
    public sealed record TooManyRecords : IntakeAnswer;

    /// <summary>The queue is full: come again.</summary>
    public sealed record NoRoom(TimeSpan RetryAfter) : IntakeAnswer;

    /// <summary>The hub is not to be reached: come again. What part of the body had got through is recognised then.</summary>
    public sealed record Unreachable(TimeSpan RetryAfter) : IntakeAnswer;
}
