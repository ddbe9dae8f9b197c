namespace Kanshi.Judging.Calibration;

/// <summary>
/// What a person said of a response, as a line of a labels file or the body of <c>POST /api/labels</c>: <c>{"eventId","pass"|"score","by"}</c>.
/// A line may hold the judge's verdict as well.
/// </summary>
public sealed record Label
{
    public required string EventId { get; init; }

    public bool? Pass { get; init; }

    /// <summary>1..5.</summary>
    public double? Score { get; init; }

    public string? By { get; init; }

    /// <summary>The chance with which a judged response was given to people; null where it was picked.</summary>
    public double? InclusionProbability { get; init; }

    /// <summary>Where the line holds the judge's verdict too.</summary>
    public bool? JudgePass { get; init; }

    /// <summary>The same, 1..5.</summary>
    public double? JudgeScore { get; init; }
}
