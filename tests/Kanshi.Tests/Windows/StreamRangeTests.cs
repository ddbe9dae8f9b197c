using Kanshi.Windows;
using Xunit;

namespace Kanshi.Tests.Windows;

public sealed class StreamRangeTests
{
    [Theory]
    [InlineData(0, 3, 1)]
    [InlineData(3, 3, 1)]
    [InlineData(4, 3, 2)]
    [InlineData(1000, 250, 4)]
    [InlineData(1001, 250, 5)]
    public void So_many_streams_make_so_many_parts(int streams, int size, int parts) =>
        Assert.Equal(parts, StreamRange.Split(Enumerable.Range(0, streams).Select(i => $"s{i}"), size).Count);

    [Fact]
    public void Every_stream_there_is_or_will_be_lies_in_exactly_one_part()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var chance = new Random(seed);
            string[] ids = [.. Enumerable.Range(0, chance.Next(30)).Select(_ => Id(chance))];
            var size = chance.Next(1, 6);
            var parts = StreamRange.Split(ids, size);

            foreach (var id in ids.Append(Id(chance)).Append(""))
                Assert.True(parts.Count(part => Contains(part, id)) == 1, $"seed {seed}: {id}");
            Assert.All(parts, part => Assert.True(ids.Distinct(StringComparer.Ordinal).Count(id => Contains(part, id)) <= size, $"seed {seed}"));
        }
    }

    private static bool Contains(StreamRange range, string id) =>
        (range.From is null || string.CompareOrdinal(range.From, id) <= 0) && (range.To is null || string.CompareOrdinal(id, range.To) < 0);

    private static string Id(Random chance) => string.Concat(Enumerable.Range(0, chance.Next(1, 4)).Select(_ => "aZ~あ-9"[chance.Next(6)]));
}
