using Kanshi.Scoring;

namespace Kanshi.Benchmarks.Quality;

/// <summary>One sentence each of sixteen languages; recall is the share named rightly, an abstention counts as missed.</summary>
internal static class LanguageQuality
{
    public const string Set = "language/sentences";

    public static IEnumerable<Confusion> Measure(ResponseScorer scorer)
    {
        var all = new Confusion("language");
        var each = new SortedDictionary<string, Confusion>(StringComparer.Ordinal);
        foreach (var (e, label) in SharedSet.Read(Set))
        {
            var truth = label.GetProperty("label").GetString()!;
            var told = scorer.Score(e).Language;
            all.Add($"{e.Id}: {told ?? "abstained"}", true, told == truth);
            Of(each, truth).Add(e.Id!, true, told == truth);
            if (told is not null && told != truth)
                Of(each, told).Add(e.Id!, false, true);
        }

        return [all, .. each.Values];
    }

    private static Confusion Of(SortedDictionary<string, Confusion> each, string language) =>
        each.TryGetValue(language, out var known) ? known : each[language] = new Confusion(language);
}
