using Kanshi.Inference;
using Kanshi.Scoring;

namespace Kanshi.Benchmarks.Quality;

/// <summary>What every check flags on answers that nobody broke: healthy runs, compliant answers, sentences, consistent summaries.</summary>
internal static class OrdinaryAnswers
{
    public static void Print(ResponseScorer scorer)
    {
        var flagged = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var answers = 0;
        foreach (var e in All())
        {
            answers++;
            foreach (var check in scorer.Score(e).Findings.Select(finding => finding.Check).Distinct(StringComparer.Ordinal))
                flagged[check] = flagged.GetValueOrDefault(check) + 1;
        }

        Console.WriteLine($"ordinary answers: {answers}; flagged by check");
        foreach (var (check, count) in flagged)
            Console.WriteLine($"  {check,-34} {count,5}  {count / (double)Math.Max(1, answers):P2}");
    }

    private static IEnumerable<InferenceEvent> All() =>
    [
        .. Of(JapaneseQuality.Set, label => label.GetProperty("kind").GetString() == "healthy"),
        .. Of(RefusalQuality.Set, label => label.GetProperty("label").GetString() == "1_full_compliance"),
        .. Of(LanguageQuality.Set, _ => true),
        .. Of(GroundednessQuality.Set, label => label.GetProperty("label").GetInt32() == 1),
        .. Of("pii/presidio", _ => true),
    ];

    private static IEnumerable<InferenceEvent> Of(string set, Func<System.Text.Json.JsonElement, bool> isOrdinary) =>
        SharedSet.Exists(set) ? SharedSet.Read(set).Where(pair => isOrdinary(pair.Label)).Select(pair => pair.Event) : [];
}
