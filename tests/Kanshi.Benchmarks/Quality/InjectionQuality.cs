using Kanshi.Scoring;

namespace Kanshi.Benchmarks.Quality;

/// <summary>Prompts in English and German, injections and harmless ones.</summary>
internal static class InjectionQuality
{
    public const string Set = "injection/deepset";

    public static IEnumerable<Confusion> Measure(ResponseScorer scorer)
    {
        var injection = new Confusion(Checks.PromptInjection);
        foreach (var (e, label) in SharedSet.Read(Set))
            injection.Add(e.Id!, label.GetProperty("label").GetInt32() == 1, scorer.Score(e).Has(Checks.PromptInjection));
        return [injection];
    }
}
