namespace Kanshi.Comparing;

/// <summary>Two evaluated runs of the same inputs, compared pair by pair.</summary>
/// <param name="Answer">
/// By the pass rates of all pairs, one a rubric: worse if any is worse, better if none is and any is better. Without pass or fail, by the scores.
/// </param>
/// <param name="Multiplicity">How the intervals allow for there being many.</param>
/// <param name="Overall">All pairs together; these decide.</param>
/// <param name="ByDimension">To find where a change comes from; these decide nothing.</param>
public sealed record RunComparison(
    Answer Answer, string Multiplicity, IReadOnlyList<Difference> Overall, IReadOnlyList<Difference> ByDimension, IReadOnlyList<string> Warnings);
