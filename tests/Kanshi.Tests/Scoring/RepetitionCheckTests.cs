using System.Globalization;
using Kanshi.Scoring;
using Xunit;

namespace Kanshi.Tests.Scoring;

public sealed class RepetitionCheckTests
{
    [Theory]
    [InlineData("The answer is in the log file of the gateway. ", 12)]
    [InlineData("飲み物を飲むのが好きなことという意味です。", 12)]
    [InlineData("協力、", 60)]
    [InlineData("0", 400)]
    [InlineData("!", 400)]
    [InlineData("\n- じゅうぶんしょせきしょうき", 10)]
    [InlineData("ไม่ทราบคำตอบ", 20)]
    public void A_loop_is_found_in_any_script(string unit, int times)
    {
        var found = ScoringEvents.Score(string.Concat(Enumerable.Repeat(unit, times))).Find(Checks.Repetition);
        Assert.True(found?.Confidence >= 0.7);
    }

    [Fact]
    public void A_loop_at_the_end_of_a_long_answer_is_found_and_pointed_at()
    {
        var text = Prose(1200);
        var output = text + string.Concat(Enumerable.Repeat("And then they sailed home again. ", 80));
        var found = ScoringEvents.Score(output).Find(Checks.Repetition);
        Assert.True(found?.Start >= text.Length);
    }

    [Fact]
    public void A_loop_in_the_tail_of_a_text_over_64_KiB_is_found()
    {
        var output = Prose(16_000) + string.Concat(Enumerable.Repeat("終わりのない話です。", 300));
        var found = ScoringEvents.Score(output).Find(Checks.Repetition);
        Assert.NotNull(found);
        Assert.True(found.Value.Start > 64 * 1024);
    }

    [Fact]
    public void A_numbered_list_of_different_items_is_no_loop() =>
        Assert.False(ScoringEvents.Score(Numbered("{0}. **Point {1}**: {2} matters because of reason {1}{0}.\n", 30)).Has(Checks.Repetition));

    [Fact]
    public void A_table_is_no_loop() =>
        Assert.False(ScoringEvents.Score("| name | count | place |\n|------|-------|-------|\n" + Numbered("| item{2} | {1} | shelf {0} |\n", 40)).Has(Checks.Repetition));

    [Fact]
    public void A_song_with_three_choruses_is_no_loop()
    {
        const string chorus = "Row, row, row your boat, gently down the stream, and sing along with me tonight.\n";
        var output = "The morning broke above the lake and woke the birds from sleep.\n" + chorus +
            "We packed some bread, a piece of cheese, and coffee in a flask.\n" + chorus +
            "The water carried all our songs across to yonder shore.\n" + chorus + "So home we went.\n";
        Assert.False(ScoringEvents.Score(output).Has(Checks.Repetition));
    }

    [Fact]
    public void Json_repeats_the_names_of_its_members_by_right() =>
        Assert.False(ScoringEvents.Score("[" + Numbered("{{\n    \"identifier\": {1},\n    \"description\": \"{2}\"\n  }},", 30) + "0]").Has(Checks.Repetition));

    [Theory]
    [InlineData(300)]
    [InlineData(16_000)]
    public void Prose_of_few_words_in_ever_new_order_is_no_loop(int words) => Assert.False(ScoringEvents.Score(Prose(words)).Has(Checks.Repetition));

    private static string Prose(int words)
    {
        string[] vocabulary = ["sea", "ship", "captain", "harbour", "storm", "island", "sails", "towards", "under", "the", "a", "bright", "silent", "old", "morning", "and", "crew"];
        var random = new Random(42);
        return string.Concat(Enumerable.Range(0, words).Select(i => vocabulary[random.Next(vocabulary.Length)] + (i % 12 == 11 ? ". " : " ")));
    }

    private static string Numbered(string format, int count)
    {
        string[] things = ["gold", "salt", "letters", "a broken compass", "silence", "birds of paradise", "cold soup"];
        var parsed = System.Text.CompositeFormat.Parse(format);
        return string.Concat(Enumerable.Range(1, count).Select(i => string.Format(CultureInfo.InvariantCulture, parsed, i, i * 7919 % 1000, things[i % things.Length])));
    }
}
