namespace Kanshi.Scoring;

/// <summary>
/// What the deterministic checks say of one event. <paramref name="Risk"/> in 0..1 grows with every finding.
/// <paramref name="Language"/> of the answer (ISO 639-1), null when unsure or when there is no text.
/// </summary>
public sealed record ScoreCard(double Risk, string? Language, IReadOnlyList<Finding> Findings)
{
    public bool Has(string check)
    {
        foreach (var finding in Findings)
        {
            if (finding.Check == check)
                return true;
        }

        return false;
    }
}
