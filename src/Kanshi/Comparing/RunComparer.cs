namespace Kanshi.Comparing;

/// <summary>Compares two evaluated runs of the same inputs: pairs by id and rubric, differences second minus first.</summary>
public static class RunComparer
{
    public static RunComparison Compare(IReadOnlyList<EvaluatedResponse> first, IReadOnlyList<EvaluatedResponse> second)
    {
        var pairing = Pairing.Of(first, second);
        var overall = PairedDifferences.Overall(pairing.Pairs);
        var byDimension = PairedDifferences.ByDimension(pairing.Pairs);
        var passes = overall.Where(difference => difference.Measure == PairedDifferences.Pass).ToArray();
        var deciding = passes.Length > 0 ? passes : overall;
        return new(
            deciding switch
            {
                _ when deciding.Any(difference => difference.Answer == Answer.Worse) => Answer.Worse,
                _ when deciding.Any(difference => difference.Answer == Answer.Better) => Answer.Better,
                _ => Answer.CannotTell,
            },
            Multiplicity(passes.Length, overall.Count - passes.Length, byDimension.Count),
            overall,
            byDimension,
            pairing.Warnings);
    }

    private static string Multiplicity(int passes, int scores, int byDimension) =>
        $"95 % intervals that hold together within each family (Bonferroni): {passes} of pass rates, {scores} of scores, {byDimension} by dimension";
}
