using Kanshi.Ingestion;
using Kanshi.Sampling;
using Xunit;

namespace Kanshi.Tests.Sampling;

public sealed class SamplingDrawTests
{
    [Theory]
    [InlineData(0.001)]
    [InlineData(0.05)]
    [InlineData(0.5)]
    public void As_many_are_drawn_as_the_chance_says_whatever_the_ids_are_like(double probability)
    {
        const int Count = 200_000;
        var ofIds = Enumerable.Range(0, Count).Count(i => SamplingDraw.Of(EventIdentity.HashOf("svc", $"chatcmpl-{i}")) < probability);
        var ofPlaces = Enumerable.Range(0, Count).Count(i => SamplingDraw.Of(SamplingDraw.Identity(42, i)) < probability);

        var tolerance = 4 * Math.Sqrt(Count * probability * (1 - probability));
        Assert.InRange(ofIds, (Count * probability) - tolerance, (Count * probability) + tolerance);
        Assert.InRange(ofPlaces, (Count * probability) - tolerance, (Count * probability) + tolerance);
    }

    [Fact]
    public void Neighbours_are_drawn_independently()
    {
        const int Count = 100_000;
        double[] draws = [.. Enumerable.Range(0, Count + 1).Select(i => SamplingDraw.Of(SamplingDraw.Identity(7, i)))];

        var both = Enumerable.Range(0, Count).Count(i => draws[i] < 0.3 && draws[i + 1] < 0.3);

        Assert.InRange(both / (double)Count, 0.085, 0.095);
    }
}
