using System.Text;
using Kanshi.Scoring;
using Xunit;

namespace Kanshi.Tests.Scoring;

public sealed class LiteralScannerTests
{
    [Fact]
    public void Literals_are_found_in_either_case_and_with_either_apostrophe() =>
        Assert.Equal([(1, "I CAN'T"), (1, "i can’t")], Find(["i can't"], "I CAN'T or i can’t"));

    [Fact]
    public void Overlapping_literals_are_all_found() => Assert.Equal([(2, "she"), (1, "he"), (3, "hers")], Find(["he", "she", "hers"], "ushers"));

    [Fact]
    public void A_line_break_matches_a_space() => Assert.Single(Find(["i cannot"], "Well, I\ncannot."));

    [Fact]
    public void Without_room_further_matches_are_dropped()
    {
        Span<LiteralMatch> room = new LiteralMatch[2];
        Assert.Equal(2, new LiteralScanner([("a", 1)]).Scan("aaaaa"u8, room));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(77)]
    public void Random_texts_of_any_length_give_what_a_naive_search_gives(int seed)
    {
        var random = new Random(seed);
        string[] literals = ["ab", "abc", "ba", "bb", "監a", "視", "a監視", "ccc"];
        var scanner = new LiteralScanner(literals.Select((text, i) => (text, i)));
        var room = new LiteralMatch[10_000];
        for (var round = 0; round < 200; round++)
        {
            var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(1200)).Select(_ => "abc監視 "[random.Next(6)])));
            var found = room[..scanner.Scan(text, room)].Select(match => (match.Start, match.Tag)).Order().ToArray();
            Assert.True(Naive(literals, text).Order().SequenceEqual(found), $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public void An_empty_literal_is_refused() => Assert.Throws<ArgumentException>(() => new LiteralScanner([("", 1)]));

    private static IEnumerable<(int Start, int Tag)> Naive(string[] literals, byte[] text)
    {
        for (var tag = 0; tag < literals.Length; tag++)
        {
            var literal = Encoding.UTF8.GetBytes(literals[tag]);
            for (var start = 0; start + literal.Length <= text.Length; start++)
            {
                if (text.AsSpan(start, literal.Length).SequenceEqual(literal))
                    yield return (start, tag);
            }
        }
    }

    private static (int Tag, string Text)[] Find(string[] literals, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var room = new LiteralMatch[32];
        var count = new LiteralScanner(literals.Select((literal, i) => (literal, i + 1))).Scan(utf8, room);
        return [.. room[..count].Select(match => (match.Tag, Encoding.UTF8.GetString(utf8[match.Start..match.End])))];
    }
}
