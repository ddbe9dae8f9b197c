using Kanshi.Functions.Tables;
using Xunit;

namespace Kanshi.Functions.Tests.Tables;

public sealed class TableKeyTests
{
    private const string Alphabet = "\0\u0001\t\u001f !\"#$%&'./09:>?@AZ[\\]~\u007f\u0080\u009f\u00a0é値あ한\ud7a2\ud7a3\ud7a4\ud83d\ude00\ud800\udfff\ue000\uff21\ufeff\uffff";

    [Theory]
    [InlineData("signal|support-bot~gpt-4o~chat|ErrorShare|20261120T010000Z")]
    [InlineData("ns~hub~0~1|20261120T010000Z")]
    [InlineData("サポート~gpt-4o.1~会話")]
    public void An_ordinary_key_is_stored_as_it_is(string key) => Assert.Same(key, TableKey.Shorten(TableKey.Escape(key)));

    [Theory]
    [InlineData("a/b", "a.힣002Fb")]
    [InlineData("why?", "why>힣003F")]
    [InlineData("", " ~")]
    [InlineData(" ", " 힣0020")]
    public void A_character_that_may_not_stand_is_written_as_its_code(string key, string stored) => Assert.Equal(stored, TableKey.Escape(key));

    [Fact]
    public void Every_key_is_read_back_and_holds_only_what_may_stand()
    {
        foreach (var key in Keys(seed: 1, count: 20_000, maxLength: 12))
        {
            var escaped = TableKey.Escape(key);
            Assert.Equal(key, TableKey.Unescape(escaped));
            Assert.DoesNotContain(escaped, c => c is < ' ' or '#' or '%' or '/' or '?' or '\\' or (>= '\u007F' and <= '\u009F') or > '\uD7A3');
        }
    }

    /// <summary>In UTF-16 units and in UTF-8 bytes.</summary>
    [Fact]
    public void Stored_keys_are_in_the_order_of_the_keys()
    {
        var keys = Keys(seed: 2, count: 5_000, maxLength: 4);
        foreach (var (a, b) in keys.Zip(keys.Skip(1)))
        {
            var (x, y) = (TableKey.Escape(a), TableKey.Escape(b));
            var expected = Math.Sign(string.CompareOrdinal(a, b));
            Assert.Equal(expected, Math.Sign(string.CompareOrdinal(x, y)));
            Assert.Equal(expected, Math.Sign(System.Text.Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(y))));
        }
    }

    [Fact]
    public void A_range_leaves_out_no_key_of_any_length()
    {
        var random = new Random(3);
        var starts = Keys(seed: 4, count: 20, maxLength: 3).Select(start => start + new string('x', TableKey.PrefixLength - random.Next(20))).ToArray();
        var keys = Keys(seed: 5, count: 2_000, maxLength: 60).Select(end => starts[random.Next(starts.Length)] + end).ToArray();
        var outside = 0;
        foreach (var (key, bound) in keys.Zip(keys.Skip(1)))
        {
            var stored = TableKey.Shorten(TableKey.Escape(key));
            Assert.True(stored.Length <= TableKey.MaxLength);
            if (string.CompareOrdinal(key, bound) >= 0)
                Assert.True(string.CompareOrdinal(stored, TableKey.From(bound)) >= 0);
            else
                Assert.True(string.CompareOrdinal(stored, TableKey.To(bound)) < 0);
            outside += string.CompareOrdinal(stored, TableKey.To(bound)) >= 0 ? 1 : 0;
        }

        Assert.InRange(outside, keys.Length / 4, keys.Length);
    }

    [Fact]
    public void Long_keys_that_differ_only_at_the_end_are_stored_apart()
    {
        var stored = Enumerable.Range(0, 1000).Select(i => TableKey.Shorten(TableKey.Escape(new string('k', 1200) + i))).ToArray();

        Assert.Equal(stored.Length, stored.Distinct(StringComparer.Ordinal).Count());
        Assert.All(stored, key => Assert.Equal(TableKey.MaxLength, key.Length));
    }

    private static string[] Keys(int seed, int count, int maxLength)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => new string(random.GetItems<char>(Alphabet, random.Next(maxLength + 1))))];
    }
}
