namespace Kanshi.Judging.Parsing;

/// <summary>What was read of a judge's answer.</summary>
internal abstract record ParsedVerdict
{
    private ParsedVerdict()
    {
    }

    /// <param name="Stated">What the judge itself says of passing.</param>
    public sealed record Marks(bool Stated, IReadOnlyDictionary<string, int> Scores, string Reason) : ParsedVerdict;

    /// <param name="Problem">In words of ours, so that it can be told to the judge and kept.</param>
    public sealed record Unusable(string Problem) : ParsedVerdict;
}
