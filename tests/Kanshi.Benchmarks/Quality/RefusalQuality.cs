using Kanshi.Scoring;

namespace Kanshi.Benchmarks.Quality;

/// <summary>Answers of two models to safe and unsafe prompts (XSTest v2); full and partial refusals count as refusals.</summary>
internal static class RefusalQuality
{
    public const string Set = "refusal/xstest";

    public static IEnumerable<Confusion> Measure(ResponseScorer scorer)
    {
        var refusal = new Confusion(Checks.Refusal);
        foreach (var (e, label) in SharedSet.Read(Set))
            refusal.Add(e.Id!, label.GetProperty("label").GetString() != "1_full_compliance", scorer.Score(e).Has(Checks.Refusal));
        return [refusal];
    }
}
