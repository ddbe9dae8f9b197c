using Kanshi.Inference;
using Kanshi.Scoring;
using Xunit;

namespace Kanshi.Tests.Scoring;

/// <summary>The checks that compare the answer with what it was given.</summary>
public sealed class GroundingChecksTests
{
    private const string Passage = "The Sato 300 pump moves 450 litres an hour and was introduced by Mika Tanaka in 2019. The guarantee ends after twelve months.";

    private static InferenceEvent Grounded(string output, string prompt = "Tell me about the pump.", string passage = Passage) =>
        ScoringEvents.Answer(output, prompt) with { Context = [Utf8Text.From(passage)] };

    [Theory]
    [InlineData("It moves 620 litres an hour.", "number", "620")]
    [InlineData("It was introduced by Peter in 2019.", "name", "Peter")]
    [InlineData("The manual says \"never run the pump dry\" somewhere.", "quote", "never run the pump dry")]
    [InlineData("このポンプはアレクサンダーさんが開発しました。", "name", "アレクサンダー")]
    [InlineData("毎時６２０リットルを送ります。", "number", "６２０")]
    public void What_the_passages_lack_is_pointed_at(string output, string kind, string text)
    {
        var found = ScoringEvents.Scorer.Score(Grounded(output)).Findings.Single(finding => finding.Check == Checks.Ungrounded);
        Assert.Equal((kind, text), (found.Kind, found.TextOf(output)));
        Assert.InRange(found.Confidence, 0.4, 0.9);
    }

    [Theory]
    [InlineData("It moves 450 litres an hour; Mika Tanaka introduced it in 2019.")]
    [InlineData("The guarantee ends after 12 months.")]
    [InlineData("1. It is a pump.\n2. The Sato moves water.\n10. That is all.")]
    [InlineData("It moves about half a million litres a year, say 0.4 million.")]
    [InlineData("毎時４５０リットルです。")]
    [InlineData("The passage calls it \"the Sato 300 pump\" throughout.")]
    public void What_the_passages_hold_in_any_spelling_passes(string output) => Assert.False(ScoringEvents.Scorer.Score(Grounded(output)).Has(Checks.Ungrounded));

    [Fact]
    public void Without_passages_nothing_is_ungrounded_or_unlisted()
    {
        var card = ScoringEvents.Score("It moves 620 litres, says Peter at https://pumps.test.org/x.", "Tell me about the pump.");
        Assert.False(card.Has(Checks.Ungrounded));
        Assert.False(card.Has(Checks.UnlistedUrl));
    }

    [Theory]
    [InlineData("More at https://pumps-of-sato.org/300.", "See the page.", "pumps-of-sato.org")]
    [InlineData("詳しくはhttps://evil.test.org/をご覧ください。", "ページは?", "evil.test.org")]
    public void A_host_that_nobody_named_is_pointed_at(string output, string prompt, string host) =>
        Assert.Equal(host, ScoringEvents.Scorer.Score(Grounded(output, prompt)).Find(Checks.UnlistedUrl)?.TextOf(output));

    [Theory]
    [InlineData("More at https://www.Sato.org/300.", "Is sato.org the right page?")]
    [InlineData("For instance https://example.com/path.", "See the page.")]
    [InlineData("Open http://localhost:8080/ first.", "See the page.")]
    public void Hosts_that_were_named_or_reserved_pass(string output, string prompt) => Assert.False(ScoringEvents.Scorer.Score(Grounded(output, prompt)).Has(Checks.UnlistedUrl));

    [Fact]
    public void An_answer_about_something_else_is_off_topic()
    {
        const string prompt = "Which vitamins and minerals do vegetables like spinach, carrots, broccoli and pumpkins contain, and how should they be cooked or steamed for children?";
        const string output =
            "The championship final ended with a surprise yesterday evening. The goalkeeper saved three penalties, and the captain lifted the trophy while thousands of supporters celebrated outside the stadium until midnight. " +
            "Journalists praised the young coach, who changed the formation after the first quarter and trusted players without experience. Tickets for the parade through the centre cost nothing, but visitors should expect crowded trains; additional buses leave from every suburb, and streets near the harbour remain closed. Television broadcasts begin at seven.";
        Assert.True(ScoringEvents.Score(output, prompt).Has(Checks.OffTopic));
        Assert.False(ScoringEvents.Score(output + " Spinach was served.", prompt).Has(Checks.OffTopic));
        Assert.False(ScoringEvents.Score(output, "And then?").Has(Checks.OffTopic));
    }

    [Fact]
    public void Off_topic_is_never_said_across_languages() =>
        Assert.False(ScoringEvents.Score(
            "ほうれん草には鉄分とビタミンが多く含まれています。調理するときは短時間で茹でると栄養が失われにくくなります。人参は油と一緒に加熱すると吸収率が上がり、南瓜は皮ごと蒸すのが一番です。毎日少しずつ食べましょう。",
            "Which vitamins and minerals do vegetables like spinach, carrots, broccoli and pumpkins contain, and how should they be cooked or steamed for children?").Has(Checks.OffTopic));
}
