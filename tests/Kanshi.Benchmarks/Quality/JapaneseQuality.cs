using System.IO.Compression;
using Kanshi.Inference;
using Kanshi.Scoring;

namespace Kanshi.Benchmarks.Quality;

/// <summary>
/// Japanese answers of healthy runs and of two broken ones. A broken run's answer counts as looping when it packs to less than a sixth, as
/// in the wrong language when it holds next to no kana; the rest of a broken run may be healthy and is left out.
/// </summary>
internal static class JapaneseQuality
{
    public const string Set = "japanese/elyza";
    private const double LoopingRatio = 6;
    private static readonly string[] _degeneration = [Checks.Repetition, Checks.Gibberish, Checks.LanguageMismatch];

    public static IEnumerable<Confusion> Measure(ResponseScorer scorer)
    {
        var broken = new Confusion("repetition|gibberish|mismatch");
        var each = _degeneration.Select(check => new Confusion(check)).ToArray();
        foreach (var (e, label) in SharedSet.Read(Set))
        {
            var isHealthy = label.GetProperty("kind").GetString() == "healthy";
            var loops = !isHealthy && Loops(e);
            var isForeign = !isHealthy && !loops && IsForeign(e);
            if (!isHealthy && !loops && !isForeign)
                continue;
            var card = scorer.Score(e);
            broken.Add(e.Id!, !isHealthy, _degeneration.Any(card.Has));
            each[0].Add(e.Id!, loops, card.Has(Checks.Repetition));
            each[1].Add(e.Id!, false, isHealthy && card.Has(Checks.Gibberish));
            each[2].Add(e.Id!, isForeign, card.Has(Checks.LanguageMismatch) && !loops);
        }

        return [broken, .. each];
    }

    private static bool Loops(InferenceEvent e)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(e.Output!.Value.Span);
        return e.Output.Value.Length > LoopingRatio * packed.Length;
    }

    private static bool IsForeign(InferenceEvent e)
    {
        var text = e.Output!.Value.ToString();
        return text.Length > 0 && text.Count(c => c is >= '\u3040' and <= '\u30FF') * 20 < text.Length;
    }
}
