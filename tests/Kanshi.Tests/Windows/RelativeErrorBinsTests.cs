using Kanshi.Windows;
using Xunit;

namespace Kanshi.Tests.Windows;

public sealed class RelativeErrorBinsTests
{
    /// <summary>10⁻⁹ to 10¹⁵: log-spaced, the edges of octaves and of bins, and their neighbours, ascending.</summary>
    private static double[] Points()
    {
        var points = new List<double>();
        for (var i = 0; i <= 240_000; i++)
            points.Add(Math.Pow(10, -9 + (i * 1e-4)));
        for (var octave = -29; octave < 50; octave++)
            AddWithNeighbours(points, Math.ScaleB(1, octave));
        for (var index = RelativeErrorBins.MinIndex + 1; index <= RelativeErrorBins.MaxIndex; index++)
            AddWithNeighbours(points, FirstOf(index));
        return [.. points.Select(point => Math.Clamp(point, RelativeErrorBins.MinValue, RelativeErrorBins.MaxValue)).Order()];
    }

    [Fact]
    public void A_larger_value_never_falls_into_a_lower_bin()
    {
        var previous = RelativeErrorBins.MinIndex;
        foreach (var point in Points())
        {
            var index = RelativeErrorBins.IndexOf(point);
            Assert.InRange(index, previous, RelativeErrorBins.MaxIndex);
            previous = index;
        }
    }

    [Fact]
    public void A_bins_value_is_within_one_percent_of_everything_in_it()
    {
        var worst = Points().Max(point => Math.Abs(RelativeErrorBins.ValueOf(RelativeErrorBins.IndexOf(point)) - point) / point);

        Assert.InRange(worst, 0.005, RelativeErrorBins.RelativeError);
    }

    [Fact]
    public void Every_bin_is_used_and_holds_its_own_value()
    {
        for (var index = RelativeErrorBins.MinIndex; index <= RelativeErrorBins.MaxIndex; index++)
            Assert.Equal(index, RelativeErrorBins.IndexOf(RelativeErrorBins.ValueOf(index)));
    }

    /// <summary>The smallest number of the bin, by bisection over the bits.</summary>
    private static double FirstOf(int index)
    {
        long low = BitConverter.DoubleToInt64Bits(RelativeErrorBins.MinValue), high = BitConverter.DoubleToInt64Bits(2 * RelativeErrorBins.MaxValue);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (RelativeErrorBins.IndexOf(BitConverter.Int64BitsToDouble(middle)) >= index)
                high = middle;
            else
                low = middle + 1;
        }

        return BitConverter.Int64BitsToDouble(low);
    }

    private static void AddWithNeighbours(List<double> points, double value) =>
        points.AddRange([Math.BitDecrement(value), value, Math.BitIncrement(value)]);
}
