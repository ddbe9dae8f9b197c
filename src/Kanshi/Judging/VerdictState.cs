namespace Kanshi.Judging;

/// <summary>What became of asking the judge about one response.</summary>
public enum VerdictState
{
    /// <summary>There are marks.</summary>
    Scored,

    /// <summary>The content filter of the judge's endpoint refused the text: a statement about the response, not a failure.</summary>
    Filtered,

    /// <summary>No answer that could be read, and none when asked once more.</summary>
    Unparsable,

    /// <summary>The judge declined.</summary>
    Refused,

    /// <summary>No answer in time.</summary>
    TimedOut,
}
