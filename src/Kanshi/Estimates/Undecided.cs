namespace Kanshi.Estimates;

/// <summary>Why a response that reached the judge has no value. It may depend on the answer, so it is never taken as missing at random.</summary>
public enum Undecided
{
    /// <summary>The judge's endpoint refused the text by its content filter.</summary>
    Filtered,

    /// <summary>The judge's answer could not be read, asked twice.</summary>
    Unparsable,

    /// <summary>The judge would not give a verdict.</summary>
    Refused,
}
