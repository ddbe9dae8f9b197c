namespace Kanshi.Sampling;

/// <summary>How much is judged. The budget holds across all instances; the plan spends about 80 % of it.</summary>
public sealed record SamplingOptions
{
    /// <summary>Calls of the judge a minute, of all instances together. The default is 10.</summary>
    public int JudgementsPerMinute { get; init; } = 10;

    /// <summary>US dollars a day (UTC), of all instances together, counted at the prices of judge.prices. The default is 5.</summary>
    public decimal UsdPerDay { get; init; } = 5;

    /// <summary>Every eligible response has at least this chance, so that no estimate is blind to a part of the traffic. The default is 0.0005.</summary>
    public double LeastProbability { get; init; } = 0.0005;

    /// <summary>The chance of a response of a stream that no plan knows yet. The default is 0.1.</summary>
    public double FirstProbability { get; init; } = 0.1;

    /// <summary>How often as likely as others a response of a service with an open incident is judged. The default is 3.</summary>
    public double IncidentFactor { get; init; } = 3;

    /// <summary>How long a sampled response waits for its turn when the minute's calls are used up; then it is skipped as OverBudget. The default is 10 minutes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A window's judgements are complete when all are made, or after this long past its end: what is missing is then skipped as JudgeUnavailable. The default is 30 minutes.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Every setting that cannot be used, each with what to do; empty when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        if (JudgementsPerMinute is < 1 or > 100_000)
            yield return $"sampling.judgementsPerMinute is {JudgementsPerMinute}: use 1 to 100 000; to judge nothing, set no judge.endpoint";
        if (UsdPerDay <= 0)
            yield return $"sampling.usdPerDay is {UsdPerDay}: use more than 0; to judge nothing, set no judge.endpoint";
        if (!(LeastProbability > 0 && LeastProbability <= 1))
            yield return $"sampling.leastProbability is {LeastProbability}: use more than 0 and at most 1";
        if (!(FirstProbability >= LeastProbability && FirstProbability <= 1))
            yield return $"sampling.firstProbability is {FirstProbability}: use sampling.leastProbability ({LeastProbability}) to 1";
        if (!(IncidentFactor >= 1))
            yield return $"sampling.incidentFactor is {IncidentFactor}: use 1 or more";
        if (Patience <= TimeSpan.Zero || GiveUpAfter < Patience)
            yield return $"sampling.patience is {Patience} and sampling.giveUpAfter {GiveUpAfter}: use more than 0, and no less to give up after than patience";
    }
}
