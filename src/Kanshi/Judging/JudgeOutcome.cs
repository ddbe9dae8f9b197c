namespace Kanshi.Judging;

/// <summary>What became of handing a response to the judge.</summary>
public abstract record JudgeOutcome
{
    private JudgeOutcome()
    {
    }

    /// <summary>Done with, whatever the verdict's state: it is not to be judged again.</summary>
    public sealed record Judged(Verdict Verdict) : JudgeOutcome;

    /// <summary>There is no verdict and nothing was spent: the response is to be kept and handed in again.</summary>
    /// <param name="RetryAfter">Not before; null when the endpoint named no time.</param>
    /// <param name="Permanent">It stays so until a person changes a setting or a right.</param>
    public sealed record Unavailable(string Reason, TimeSpan? RetryAfter, bool Permanent) : JudgeOutcome;
}
