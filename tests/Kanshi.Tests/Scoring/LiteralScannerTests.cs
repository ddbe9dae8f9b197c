using System.Text;
using Kanshi.Scoring;
using Xunit;

namespace Kanshi.Tests.Scoring;

public sealed class LiteralScannerTests
{
    private static readonly Comparer<LiteralMatch> _order = Comparer<LiteralMatch>.Create((a, b) => (a.End, a.Start, a.Tag).CompareTo((b.End, b.Start, b.Tag)));

    [Fact]
    public void Literals_are_found_in_either_case_and_with_either_apostrophe() =>
        Assert.Equal([(1, "I CAN'T"), (1, "i can’t")], Find(["i can't"], "I CAN'T or i can’t"));

    [Fact]
    public void Overlapping_literals_are_all_found() => Assert.Equal([(2, "she"), (1, "he"), (3, "hers")], Find(["he", "she", "hers"], "ushers"));

    [Theory]
    [InlineData("Well, I\ncannot.")]
    [InlineData("Well, I\tcannot.")]
    [InlineData("I\rcannot")]
    public void A_line_break_or_a_tab_matches_a_space(string text)
    {
        Assert.Single(Find(["i cannot"], text));
        Assert.Single(Find(["i c"], text));
        Assert.Single(Find([" cannot"], text));
        Assert.Single(Find(["i ca"], text));
    }

    [Fact]
    public void Both_ways_find_the_same_in_any_bytes()
    {
        var random = new Random(5);
        string[] literals = ["i can't help", "sorry", "ghp_", "AKIA", "できません", "お手伝い", "ich kann ", "x y z", "-----begin", "a", "é", "ab\ncd"];
        var (windows, automaton) = (new LiteralScanner(literals.Select((text, i) => (text, i))), new LiteralScanner(literals.Select((text, i) => (text, i)), vectors: false));
        var (one, other) = (new LiteralMatch[5000], new LiteralMatch[5000]);
        for (var round = 0; round < 500; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => literals[random.Next(literals.Length)][..1] + literals[random.Next(literals.Length)] + "\n\t I’C"[random.Next(6)]));
            var bytes = Encoding.UTF8.GetBytes(random.Next(2) == 0 ? text : text.ToUpperInvariant());
            for (var damage = random.Next(4); damage > 0 && bytes.Length > 0; damage--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var found = one[..windows.Scan(bytes, one)].Order(_order).ToArray();

            Assert.Equal(other[..automaton.Scan(bytes, other)].Order(_order), found);
        }
    }

    [Fact]
    public void Without_room_further_matches_are_dropped()
    {
        Span<LiteralMatch> room = new LiteralMatch[2];
        Assert.Equal(2, new LiteralScanner([("a", 1)]).Scan("aaaaa"u8, room));
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(77, true)]
    [InlineData(3, false)]
    [InlineData(77, false)]
    public void Random_texts_of_any_length_give_what_a_naive_search_gives(int seed, bool vectors)
    {
        var random = new Random(seed);
        string[] literals = ["ab", "abc", "ba", "bb", "監a", "視", "a監視", "ccc", "abcab", "b b a", "cabc監", "aaaa", "bbbbbbbbb", "監視監視a"];
        var scanner = new LiteralScanner(literals.Select((text, i) => (text, i)), vectors && LiteralWindows.IsSupported);
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
