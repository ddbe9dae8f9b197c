using Kanshi.Scoring;

namespace Kanshi.Benchmarks.Quality;

/// <summary>
/// How right the checks are on real, labelled answers: one class a data set, one line a check. A set that is not there is said and skipped.
/// </summary>
internal static class QualityReport
{
    /// <summary>Add a data set here.</summary>
    private static readonly (string Set, Func<ResponseScorer, IEnumerable<Confusion>> Measure)[] _sets =
    [
        (RefusalQuality.Set, RefusalQuality.Measure),
        (JapaneseQuality.Set, JapaneseQuality.Measure),
        (InjectionQuality.Set, InjectionQuality.Measure),
        (LanguageQuality.Set, LanguageQuality.Measure),
        (GroundednessQuality.Set, GroundednessQuality.Measure),
    ];

    /// <param name="listed">The set whose wrong verdicts are listed by id; null for none.</param>
    public static int Run(string? listed)
    {
        var scorer = new ResponseScorer();
        foreach (var (set, measure) in _sets)
        {
            if (!SharedSet.Exists(set))
            {
                Console.WriteLine($"{set}: not there, skipped; KANSHI_DATA names the folder of the shared data");
                continue;
            }

            Console.WriteLine(set);
            foreach (var confusion in measure(scorer))
            {
                Console.WriteLine($"  {confusion}");
                foreach (var wrong in listed == set ? confusion.Wrong : [])
                    Console.WriteLine($"    {wrong}");
            }
        }

        OrdinaryAnswers.Print(scorer);
        return 0;
    }
}
