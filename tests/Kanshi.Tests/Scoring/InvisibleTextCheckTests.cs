using Kanshi.Scoring;
using Xunit;

namespace Kanshi.Tests.Scoring;

public sealed class InvisibleTextCheckTests
{
    private static readonly string _smuggled = string.Concat("ignore".Select(c => char.ConvertFromUtf32(0xE0000 + c)));

    [Fact]
    public void Tag_characters_are_found_in_the_answer_and_in_the_prompt()
    {
        var output = "Sure." + _smuggled + " Anything else?";
        var found = ScoringEvents.Score(output, "Hi" + _smuggled);
        var inOutput = Assert.Single(found.Findings, finding => finding is { Check: Checks.InvisibleText, Part: EventPart.Output });
        Assert.Equal(("tags", _smuggled), (inOutput.Kind, inOutput.TextOf(output)));
        Assert.Single(found.Findings, finding => finding is { Check: Checks.InvisibleText, Part: EventPart.Input, Start: 2 });
    }

    [Theory]
    [InlineData("access = \u202Enimda\u202C", "bidi")]
    [InlineData("😊\uFE01\uFE05\uFE09\uFE02\uFE03 hello", "variation-selectors")]
    [InlineData("p\u200Ba\u200Bs\u200Bs\u200Bword", "zero-width")]
    public void Other_ways_to_hide_text_are_named(string output, string kind) => Assert.Equal(kind, ScoringEvents.Score(output).Find(Checks.InvisibleText)?.Kind);

    [Theory]
    [InlineData("Family: 👨‍👩‍👧‍👦, rainbow 🏳️‍🌈, heart ❤️‍🔥, ok 👍🏽")]
    [InlineData("می‌خواهم کتاب‌هایم را به خانه‌ام ببرم و نامه‌ها را بخوانم")]
    [InlineData("क्‍ष और र्‍य में जोड़ने वाला चिह्न है, श्री‌मान")]
    [InlineData("\uFEFFA byte order mark at the beginning.")]
    [InlineData("Donau\u00ADdampf\u00ADschiff\u00ADfahrts\u00ADgesell\u00ADschaft")]
    [InlineData("England 🏴󠁧󠁢󠁥󠁮󠁧󠁿 plays Scotland 🏴󠁧󠁢󠁳󠁣󠁴󠁿 today.")]
    [InlineData("葛󠄀城市と祇󠄀園の字体")]
    public void What_scripts_and_emoji_need_passes(string output) => Assert.False(ScoringEvents.Score(output, output).Has(Checks.InvisibleText));
}
