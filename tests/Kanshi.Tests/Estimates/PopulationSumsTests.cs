using Kanshi.Estimates;
using Xunit;

namespace Kanshi.Tests.Estimates;

public sealed class PopulationSumsTests
{
    [Fact]
    public void Merging_in_any_order_gives_the_same_bytes_and_they_are_read_back()
    {
        var chance = new Random(1);
        var parts = Enumerable.Range(0, 7).Select(_ => RandomSums(chance)).ToArray();
        var (forth, back) = (new PopulationSums(), new PopulationSums());
        foreach (var part in parts)
            forth.Merge(part);
        foreach (var part in parts.Reverse())
            back.Merge(part);

        Assert.Equal(forth.ToBytes().ToArray(), back.ToBytes().ToArray());
        Assert.Equal(forth.ToBytes().ToArray(), PopulationSums.FromBytes(forth.ToBytes().Span).ToBytes().ToArray());
        Assert.Equal(parts.Sum(part => part.Count), forth.Count);
    }

    [Fact]
    public void Every_response_counts_as_often_as_it_stands_for_others()
    {
        var sums = new PopulationSums();
        sums.Add(10, 0);
        sums.Add(1, 0.8);

        Assert.Equal((2, 11, 0.8, 0.64), (sums.Count, sums.Weight, sums.Risk, Math.Round(sums.SquaredRisk, 9)));
        Assert.Equal((1, 10), (sums.CountOf(RiskStratum.Of(0)), sums.WeightOf(RiskStratum.Of(0.01))));
        Assert.Equal(1, sums.CountOf(RiskStratum.Of(0.6)));
    }

    private static PopulationSums RandomSums(Random chance)
    {
        var sums = new PopulationSums();
        for (var i = chance.Next(50); i >= 0; i--)
            sums.Add(chance.Next(5), chance.NextDouble());
        return sums;
    }
}
