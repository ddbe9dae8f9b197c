namespace Kanshi.Scoring;

/// <summary>
/// The risk of an answer: 1 − Π(1 − weight(check) · confidence) over its findings ("noisy or", Pearl 1988), in 0..1. Findings count as
/// independent reasons for trouble, so one more finding, or a surer one, never lowers it, and no finding gives 0. The weights say how
/// often a certain finding of that check is a bad answer in the eyes of its reader; they are judgements, not fits.
/// </summary>
public static class Risk
{
    private const double DefaultWeight = 0.5;

    public static double Of(IReadOnlyList<Finding> findings)
    {
        var clean = 1.0;
        foreach (var finding in findings)
            clean *= 1 - (WeightOf(finding.Check) * Math.Clamp(finding.Confidence, 0, 1));
        return 1 - clean;
    }

    /// <summary>The risk, 0..1, of one finding that is certain.</summary>
    public static double WeightOf(string check) => check switch
    {
        Checks.Empty => 0.95,
        Checks.Repetition => 0.9,
        Checks.Format => 0.9,
        Checks.ContentFilter => 0.8,
        Checks.LanguageMismatch => 0.7,
        Checks.NegativeFeedback => 0.7,
        Checks.Refusal => 0.6,
        Checks.Truncated => 0.6,
        Checks.ModelSwap => 0.4,
        Checks.Secret => 0.95,
        Checks.Gibberish => 0.9,
        Checks.PromptLeak => 0.9,
        Checks.ToolArguments => 0.9,
        Checks.Pii => 0.6,
        Checks.Ungrounded => 0.5,
        Checks.OffTopic => 0.5,
        Checks.PromptInjection => 0.4,
        Checks.InvisibleText => 0.4,
        Checks.UnlistedUrl => 0.3,
        _ => DefaultWeight,
    };
}
