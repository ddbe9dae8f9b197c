namespace Kanshi.Judging;

/// <summary>What came of asking a model.</summary>
public abstract record ChatAnswer
{
    private ChatAnswer()
    {
    }

    /// <summary>What the endpoint says was used; null when it said nothing.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>An answer. Not trusted: it may repeat what it was told to read.</summary>
    /// <param name="Model">Who answered, as the endpoint names it; null when it does not say.</param>
    /// <param name="Truncated">The answer ended at the limit of output tokens.</param>
    public sealed record Text(string Content, string? Model = null, bool Truncated = false) : ChatAnswer;

    /// <summary>The endpoint's content filter stopped the question or the answer: a statement about the text, and final.</summary>
    public sealed record Filtered(string Reason) : ChatAnswer;

    /// <summary>The model declined, or the endpoint does not take this text at all.</summary>
    public sealed record Refused(string Reason) : ChatAnswer;

    /// <summary>No complete answer came in time. It may have been paid for.</summary>
    public sealed record TimedOut(TimeSpan After) : ChatAnswer;

    /// <summary>No answer, and not because of the text.</summary>
    /// <param name="Reason">For people: what happened and, where it stays so, what to do. Holds no text and no key.</param>
    /// <param name="RetryAfter">The endpoint's wish; null when it named none.</param>
    public sealed record Unavailable(string Reason, Outage Outage = Outage.Temporary, TimeSpan? RetryAfter = null) : ChatAnswer;
}

/// <summary>What kind of absence it is.</summary>
public enum Outage
{
    /// <summary>Faults of servers and networks.</summary>
    Temporary,

    /// <summary>Too many requests or tokens; later is fine.</summary>
    Throttled,

    /// <summary>It stays so until a person changes a setting or a right.</summary>
    Permanent,
}
