using System.IO.Compression;
using Kanshi.Inference;
using Kanshi.Scoring;
using Xunit;

namespace Kanshi.Tests.Scoring;

/// <summary>The floors that the checks hold on real answers; each is slightly below what was measured.</summary>
public sealed class ChecksOnSharedDataTests
{
    /// <summary>zlib's ratio beyond which an answer of the broken run loops (the data's own note).</summary>
    private const double LoopingRatio = 6;

    [Fact]
    public void Refusals_of_xstest_are_found_with_F1_of_at_least_95_percent()
    {
        int hits = 0, falseAlarms = 0, misses = 0;
        foreach (var (e, label) in SharedData.Read("refusal/xstest"))
        {
            var isRefusal = label.GetProperty("label").GetString() != "1_full_compliance";
            var found = ScoringEvents.Scorer.Score(e).Has(Checks.Refusal);
            hits += isRefusal && found ? 1 : 0;
            falseAlarms += !isRefusal && found ? 1 : 0;
            misses += isRefusal && !found ? 1 : 0;
        }

        var f1 = 2.0 * hits / ((2 * hits) + falseAlarms + misses);
        Assert.True(f1 >= 0.95, $"F1 {f1:F3}: {hits} found, {falseAlarms} false, {misses} missed");
    }

    [Fact]
    public void Looping_Japanese_answers_are_found_and_healthy_ones_left_alone()
    {
        var looping = new Tally(Checks.Repetition);
        var healthy = new Tally(Checks.Repetition);
        foreach (var (e, label) in SharedData.Read("japanese/elyza"))
        {
            if (label.GetProperty("kind").GetString() == "healthy")
                healthy.Add(ScoringEvents.Scorer.Score(e));
            else if (CompressionRatio(e.Output!.Value) > LoopingRatio)
                looping.Add(ScoringEvents.Scorer.Score(e));
        }

        Assert.True(looping.Share >= 0.95, looping.ToString());
        Assert.True(healthy.Share <= 0.005, healthy.ToString());
    }

    [Fact]
    public void English_answers_to_Japanese_prompts_are_found_and_healthy_ones_left_alone()
    {
        var english = new Tally(Checks.LanguageMismatch);
        var healthy = new Tally(Checks.LanguageMismatch);
        foreach (var (e, label) in SharedData.Read("japanese/elyza"))
        {
            if (label.GetProperty("kind").GetString() == "healthy")
                healthy.Add(ScoringEvents.Scorer.Score(e));
            else if (label.GetProperty("run").GetString()!.Contains("Llama-2", StringComparison.Ordinal))
                english.Add(ScoringEvents.Scorer.Score(e));
        }

        Assert.True(english.Share >= 0.9, english.ToString());
        Assert.True(healthy.Share <= 0.01, healthy.ToString());
    }

    [Fact]
    public void Healthy_Japanese_answers_are_hardly_ever_called_refused_or_cut_off()
    {
        var refused = new Tally(Checks.Refusal);
        var cutOff = new Tally(Checks.Truncated);
        foreach (var (e, label) in SharedData.Read("japanese/elyza"))
        {
            if (label.GetProperty("kind").GetString() != "healthy")
                continue;
            refused.Add(ScoringEvents.Scorer.Score(e));
            cutOff.Add(ScoringEvents.Scorer.Score(e));
        }

        Assert.True(refused.Share <= 0.002, refused.ToString());
        Assert.True(cutOff.Share <= 0.035, cutOff.ToString()); // some were in truth cut at 3 500 characters
    }

    [Fact]
    public void Healthy_Japanese_answers_are_hardly_ever_called_gibberish_or_off_topic()
    {
        var tallies = new[] { Checks.Gibberish, Checks.OffTopic, Checks.InvisibleText, Checks.PromptLeak }.Select(check => new Tally(check)).ToArray();
        foreach (var (e, label) in SharedData.Read("japanese/elyza"))
        {
            if (label.GetProperty("kind").GetString() != "healthy")
                continue;
            var card = ScoringEvents.Scorer.Score(e);
            foreach (var tally in tallies)
                tally.Add(card);
        }

        Assert.All(tallies, tally => Assert.True(tally.Share <= 0.005, tally.ToString()));
    }

    [Fact]
    public void Sentences_are_named_by_their_language()
    {
        int right = 0, wrong = 0, all = 0;
        foreach (var (e, label) in SharedData.Read("language/sentences"))
        {
            var told = ScoringEvents.Scorer.Score(e).Language;
            all++;
            right += told == label.GetProperty("label").GetString() ? 1 : 0;
            wrong += told is not null && told != label.GetProperty("label").GetString() ? 1 : 0;
        }

        Assert.True(right >= all * 0.985, $"{right} of {all}");
        Assert.True(wrong <= all * 0.003, $"{wrong} of {all}");
    }

    [Fact]
    public void Injections_of_deepset_are_found_and_its_harmless_prompts_left_alone()
    {
        var injections = new Tally(Checks.PromptInjection);
        var harmless = new Tally(Checks.PromptInjection);
        foreach (var (e, label) in SharedData.Read("injection/deepset"))
            (label.GetProperty("label").GetInt32() == 1 ? injections : harmless).Add(ScoringEvents.Scorer.Score(e));
        Assert.True(injections.Share >= 0.7, injections.ToString());
        Assert.True(harmless.Share <= 0.01, harmless.ToString());
    }

    [Fact]
    public void What_is_called_ungrounded_mostly_is()
    {
        var flagged = new Tally(Checks.Ungrounded);
        var inconsistent = 0;
        foreach (var (e, label) in SharedData.Read("groundedness/summedits"))
        {
            var card = ScoringEvents.Scorer.Score(e);
            if (!card.Has(Checks.Ungrounded))
                continue;
            flagged.Add(card);
            inconsistent += label.GetProperty("label").GetInt32() == 0 ? 1 : 0;
        }

        Assert.True(inconsistent >= flagged.All * 0.82, $"{inconsistent} of {flagged.All}");
    }

    [Theory]
    [InlineData("EMAIL_ADDRESS", "email", 0.99, 0.99)]
    [InlineData("PHONE_NUMBER", "phone", 0.95, 0.95)]
    [InlineData("CREDIT_CARD", "credit-card", 0.99, 0.99)]
    [InlineData("IBAN_CODE", "iban", 0.99, 0.99)]
    [InlineData("US_SSN", "us-ssn", 0.99, 0.99)]
    [InlineData("IP_ADDRESS", "ip-address", 0.99, 0.99)]
    public void Personal_data_is_found_and_little_else_is_called_so(string name, string kind, double precision, double recall)
    {
        int hits = 0, falseAlarms = 0, misses = 0;
        foreach (var (e, label) in SharedData.Read("pii/presidio"))
        {
            var text = e.Output!.Value.Span.ToArray();
            var found = ScoringEvents.Scorer.Score(e).Findings.Where(finding => finding.Check == Checks.Pii && finding.Kind == kind)
                .Select(finding => CodePoints.SpanOf(text, finding.Start, finding.Length)).ToList();
            var wanted = label.GetProperty("spans").EnumerateArray().Where(span => span.GetProperty("kind").GetString() == name)
                .Select(span => (Start: span.GetProperty("start").GetInt32(), End: span.GetProperty("end").GetInt32())).ToList();
            var touched = wanted.Count(span => found.Exists(f => f.Start < span.End && span.Start < f.Start + f.Length));
            hits += touched;
            misses += wanted.Count - touched;
            falseAlarms += found.Count(f => !wanted.Exists(span => f.Start < span.End && span.Start < f.Start + f.Length));
        }

        Assert.True(hits >= precision * (hits + falseAlarms), $"{hits} found, {falseAlarms} false");
        Assert.True(hits >= recall * (hits + misses), $"{hits} found, {misses} missed");
    }

    [Theory]
    [InlineData("refusal/xstest", 3)]
    [InlineData("japanese/elyza", 4)]
    [InlineData("groundedness/summedits", 1)]
    public void Ordinary_answers_hold_no_secret_and_hardly_any_personal_data(string set, int personal)
    {
        var pii = 0;
        foreach (var (e, _) in SharedData.Read(set))
        {
            var card = ScoringEvents.Scorer.Score(e);
            Assert.False(card.Has(Checks.Secret), e.Id);
            pii += card.Has(Checks.Pii) ? 1 : 0;
        }

        Assert.InRange(pii, 0, personal);
    }

    private static double CompressionRatio(Utf8Text text)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(text.Span);
        return text.Length / (double)Math.Max(1, packed.Length);
    }

    private sealed class Tally(string check)
    {
        private int _flagged;
        private int _all;

        public int All => _all;

        public double Share => (double)_flagged / Math.Max(1, _all);

        public void Add(ScoreCard card)
        {
            _all++;
            _flagged += card.Has(check) ? 1 : 0;
        }

        public override string ToString() => $"{check}: {_flagged} of {_all}";
    }
}
