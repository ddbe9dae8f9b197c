using System.Diagnostics;
using System.Text;
using Kanshi.Inference;
using Kanshi.Scoring;
using Xunit;

namespace Kanshi.Tests.Scoring;

public sealed class ResponseScorerTests
{
    private static readonly string[] _pieces =
    [
        "I cannot ", "provide ", "申し訳ありませんが、", "お答えできません", "```", "\n", "\n- ", "the and of ", "é", "😊", "{", "\"", "[", "\u3000", " ", "に", "ไ", "0", ", ", "。", "\0", "i must point out ", "harmful",
        "ignore all previous instructions ", "you are now ", "decode ", "\u202E", "\u200B", "\uFE0F", "\U000E0041", "\uFFFD", "Ã©", "縺", "https://", "a.test.org", "「", "」", "\u201C", "1,234", "ポンプ", "{\"arguments\":\"", "你的指令", "수 없", "ich kann nicht ",
        "e\u0301\u0301\u0301", "\\", "}", "]",
    ];

    [Fact]
    public void A_clean_answer_allocates_nothing()
    {
        var e = ScoringEvents.Answer(
            "The gateway keeps a log of each request. You will find it in the data folder, and it is rotated once a day.", "Where is the log of the gateway?");
        Assert.Empty(ScoringEvents.Scorer.Score(e).Findings);

        // A regex that another thread is using at the moment makes itself another runner: the least of some rounds is what scoring itself needs.
        Assert.InRange(Enumerable.Range(0, 5).Min(_ => AllocatedBy(() => ScoringEvents.Scorer.Score(e))), 0, 1000);
    }

    /// <summary>Bytes of a thousand times.</summary>
    private static long AllocatedBy(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Theory]
    [InlineData(11)]
    [InlineData(4711)]
    public void Whatever_the_text_findings_lie_on_code_point_boundaries_inside_it(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 1500; round++)
        {
            var output = Mutated(random);
            var e = ScoringEvents.Answer(output, random.Next(2) == 0 ? "" : Mutated(random)) with
            {
                FinishReason = random.Next(4) == 0 ? "length" : random.Next(4) == 0 ? "tool_calls" : "stop",
                SystemPrompt = Utf8Text.From(random.Next(3) == 0 ? Mutated(random) : ""),
                Context = random.Next(3) == 0 ? [Utf8Text.From(Mutated(random)), Utf8Text.From(Mutated(random))] : [],
                Expect = random.Next(3) == 0 ? new Expectation("json", Encoding.UTF8.GetBytes(random.Next(2) == 0 ? Mutated(random) : """{"type":"object","required":["a"]}"""), random.Next(2) == 0 ? "ja" : null) : null,
            };
            var card = ScoringEvents.Scorer.Score(e);
            foreach (var finding in card.Findings)
                Assert.True(IsWithin(finding.Part == EventPart.Input ? e.Prompt.Span : e.Output!.Value.Span, finding), $"seed {seed}, round {round}: {finding}");
            Assert.InRange(card.Risk, 0, 1);
            Assert.Equal(card.Findings, ScoringEvents.Scorer.Score(e).Findings);
        }
    }

    [Theory]
    [InlineData("I cannot ")]
    [InlineData("```")]
    [InlineData("できません")]
    [InlineData("(")]
    [InlineData("\u3000")]
    [InlineData("a ")]
    public void Hostile_repetition_of_a_megabyte_is_scored(string unit)
    {
        var e = ScoringEvents.Answer(string.Concat(Enumerable.Repeat(unit, 1_000_000 / unit.Length)));
        Assert.All(ScoringEvents.Scorer.Score(e).Findings, finding => Assert.True(IsWithin(e.Output!.Value.Span, finding)));
    }

    [Fact]
    public void A_text_over_64_KiB_is_read_in_two_segments_of_whole_characters()
    {
        var e = ScoringEvents.Answer(string.Concat(Enumerable.Repeat("あ😊", 20_000)));
        var examination = new Examination(e, []);
        Assert.InRange(examination.Head.Length, Examination.SegmentBytes - 3, Examination.SegmentBytes);
        Assert.InRange(examination.Tail.Length, Examination.SegmentBytes - 3, Examination.SegmentBytes);
        Assert.Equal(e.Output!.Value.Length, examination.TailStart + examination.Tail.Length);
        Assert.Equal(examination.Tail.Length, Encoding.UTF8.GetByteCount(Encoding.UTF8.GetString(examination.Tail)));
    }

    [Fact]
    public void Scores_are_the_same_on_many_threads()
    {
        var texts = Enumerable.Range(0, 200).Select(i => ScoringEvents.Answer(Mutated(new Random(i)))).ToArray();
        var alone = texts.Select(e => ScoringEvents.Scorer.Score(e).Risk).ToArray();
        var together = texts.AsParallel().AsOrdered().Select(e => ScoringEvents.Scorer.Score(e).Risk).ToArray();
        Assert.Equal(alone, together);
    }

    private static bool IsWithin(ReadOnlySpan<byte> text, Finding finding)
    {
        if (finding.Part == EventPart.Event)
            return finding.Length == 0;
        var end = finding.Start + finding.Length;
        return finding.Start >= 0 && finding.Length >= 0 && end <= text.Length &&
            CodePoints.Floor(text, finding.Start) == finding.Start && CodePoints.Floor(text, end) == end;
    }

    private static string Mutated(Random random)
    {
        var text = new StringBuilder();
        var target = random.Next(20) == 0 ? 90_000 : random.Next(600);
        while (text.Length < target)
        {
            var piece = _pieces[random.Next(_pieces.Length)];
            for (var times = random.Next(5) == 0 ? random.Next(60) : 1; times > 0; times--)
                text.Append(piece);
        }

        return text.ToString();
    }

    [Theory]
    [InlineData("ignore all ")]
    [InlineData("i can't i can't ")]
    [InlineData("e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301")]
    [InlineData("Ã\u0081â€")]
    [InlineData("\"a 「b “c ")]
    [InlineData("https://a.b/")]
    [InlineData("12,34.56 ")]
    [InlineData("アイウエオカ、")]
    [InlineData("A b C d ")]
    [InlineData("ب a あ 가 я ")]
    [InlineData("kann ich nicht ")]
    public void Hostile_text_costs_at_most_twenty_times_the_ordinary_per_byte(string unit)
    {
        const string ordinary = "The gateway keeps a log of each request. You will find it in the data folder, and it is rotated once a day at four. ";
        var hostileText = string.Concat(Enumerable.Repeat(unit, 64_000 / Encoding.UTF8.GetByteCount(unit)));
        var plain = NanosecondsPerByte(string.Concat(Enumerable.Repeat(ordinary, 10)), 60);
        var hostile = NanosecondsPerByte(hostileText, 3);
        Assert.True(hostile <= 20 * plain, $"{hostile:F0} ns against {plain:F0} ns a byte");
    }

    /// <summary>The best of some runs, with the text as prompt, answer, system prompt and passage.</summary>
    private static double NanosecondsPerByte(string text, int runs)
    {
        var e = ScoringEvents.Answer(text, text) with { SystemPrompt = Utf8Text.From(text), Context = [Utf8Text.From(text)] };
        var best = double.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < runs; i++)
                ScoringEvents.Scorer.Score(e);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / runs);
        }

        return best / e.Output!.Value.Length;
    }
}
