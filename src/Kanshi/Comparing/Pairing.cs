namespace Kanshi.Comparing;

/// <summary>Which responses of two runs belong together, and what about them should be known before believing a comparison.</summary>
internal sealed record Pairing(IReadOnlyList<ResponsePair> Pairs, IReadOnlyList<string> Warnings)
{
    public static Pairing Of(IReadOnlyList<EvaluatedResponse> first, IReadOnlyList<EvaluatedResponse> second)
    {
        var warnings = new List<string>();
        var (ofFirst, ofSecond) = (ByKey(first, "first", warnings), ByKey(second, "second", warnings));
        var pairs = new List<ResponsePair>();
        var (undecidedFirst, undecidedSecond) = (0, 0);
        foreach (var (key, one) in ofFirst)
        {
            if (!ofSecond.TryGetValue(key, out var other))
                continue;
            undecidedFirst += one.IsScored ? 0 : 1;
            undecidedSecond += other.IsScored ? 0 : 1;
            if (one.IsScored && other.IsScored)
                pairs.Add(new(one, other));
        }

        Unpaired(ofFirst.Keys.Count(key => !ofSecond.ContainsKey(key)), "first", warnings);
        Unpaired(ofSecond.Keys.Count(key => !ofFirst.ContainsKey(key)), "second", warnings);
        if (undecidedFirst + undecidedSecond > 0)
            warnings.Add($"pairs without a verdict are left out: {undecidedFirst} in the first run, {undecidedSecond} in the second; a change there is a finding of its own");
        Differing(pairs, "rubric versions", response => response.RubricVersion, warnings);
        Differing(pairs, "judge models", response => response.JudgeModel, warnings);
        if (pairs.Any(pair => pair.First.InclusionProbability < 1 || pair.Second.InclusionProbability < 1))
            warnings.Add("responses were sampled for the judge: the difference is that of the judged pairs, which need not be like the others");
        if (pairs.Count == 0)
            warnings.Add("no response is judged in both runs by the same rubric: do their ids agree?");
        return new(pairs, warnings);
    }

    private static Dictionary<(string Id, string Rubric), EvaluatedResponse> ByKey(IReadOnlyList<EvaluatedResponse> run, string which, List<string> warnings)
    {
        var byKey = new Dictionary<(string, string), EvaluatedResponse>();
        var duplicates = run.Count(response => !byKey.TryAdd((response.Id, response.Rubric), response));
        if (duplicates > 0)
            warnings.Add($"{Lines(duplicates)} of the {which} run repeat an id and rubric: the first one counts");
        return byKey;
    }

    private static void Unpaired(int count, string which, List<string> warnings)
    {
        if (count > 0)
            warnings.Add($"{Lines(count)} of the {which} run have no partner in the other");
    }

    private static void Differing(List<ResponsePair> pairs, string what, Func<EvaluatedResponse, string?> of, List<string> warnings)
    {
        var differing = pairs.Where(pair => of(pair.First) != of(pair.Second)).ToArray();
        if (differing.Length > 0)
            warnings.Add($"{what} differ in {differing.Length} of {pairs.Count} pairs ({of(differing[0].First) ?? "none"} and {of(differing[0].Second) ?? "none"}): the difference may be the judge's");
    }

    private static string Lines(int count) => count == 1 ? "1 line" : $"{count} lines";
}
