using Kanshi.Scoring;

namespace Kanshi.Benchmarks.Quality;

/// <summary>
/// Summaries of a document in the context. Most inconsistent ones change a word that the document holds as well: recall is low by nature,
/// overlap sees only what the document lacks. The precision is what counts.
/// </summary>
internal static class GroundednessQuality
{
    public const string Set = "groundedness/summedits";

    public static IEnumerable<Confusion> Measure(ResponseScorer scorer)
    {
        var all = new Confusion(Checks.Ungrounded);
        var each = new SortedDictionary<string, Confusion>(StringComparer.Ordinal);
        foreach (var (e, label) in SharedSet.Read(Set))
        {
            var isInconsistent = label.GetProperty("label").GetInt32() == 0;
            var kinds = scorer.Score(e).Findings.Where(finding => finding.Check == Checks.Ungrounded).Select(finding => finding.Kind!).ToHashSet();
            all.Add(e.Id!, isInconsistent, kinds.Count > 0);
            foreach (var kind in kinds)
            {
                if (!each.TryGetValue(kind, out var one))
                    each.Add(kind, one = new Confusion($"{Checks.Ungrounded} ({kind})"));
                one.Add(e.Id!, isInconsistent, true);
            }
        }

        return [all, .. each.Values];
    }
}
