using Kanshi.Testing;
using Kanshi.Windows;
using Xunit;

namespace Kanshi.Tests.Windows;

public sealed class QuantileSketchTests
{
    private const int Values = 100_000;
    private static readonly double[] _quantiles = [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1];

    private static readonly Dictionary<string, Func<Random, double>> _distributions = new(StringComparer.Ordinal)
    {
        ["uniform"] = chance => chance.NextDouble(),
        ["log-normal, sigma 0.5"] = chance => chance.LogNormal(900, 0.5),
        ["log-normal, sigma 1"] = chance => chance.LogNormal(900, 1),
        ["log-normal, sigma 2"] = chance => chance.LogNormal(900, 2),
        ["Pareto, index 1.1"] = chance => Math.Pow(1 - chance.NextDouble(), -1 / 1.1),
        ["exponential"] = chance => -300 * Math.Log(1 - chance.NextDouble()),
        ["constant"] = _ => 17.3,
        ["bimodal"] = chance => chance.Next(2) == 0 ? chance.LogNormal(40, 0.1) : chance.LogNormal(9_000, 0.1),
        ["integers"] = chance => chance.Next(1, 400),
        ["tiny"] = chance => 1e-8 * (1 + chance.NextDouble()),
        ["huge"] = chance => 1e14 * (1 + (8 * chance.NextDouble())),
        ["zeros mixed in"] = chance => chance.Next(3) == 0 ? 0 : chance.LogNormal(5, 1),
        ["negatives"] = chance => -chance.LogNormal(50, 1.5),
        ["both signs"] = chance => 100 * chance.Gaussian(),
    };

    public static TheoryData<string> Distributions => [.. _distributions.Keys];

    [Theory]
    [MemberData(nameof(Distributions))]
    public void Quantiles_are_within_one_percent_of_the_exact_ones(string distribution)
    {
        var (values, sketch) = Sample(distribution, seed: 11);
        Array.Sort(values);

        foreach (var quantile in _quantiles)
        {
            var exact = values[(int)Math.Floor(quantile * (values.Length - 1))];
            Assert.True(
                Math.Abs(sketch.Quantile(quantile) - exact) <= 0.01 * Math.Abs(exact),
                $"p{100 * quantile} is {sketch.Quantile(quantile)}, exactly {exact}");
        }

        Assert.Equal((Values, values[0], values[^1]), (sketch.Count, sketch.Min, sketch.Max));
    }

    [Theory]
    [MemberData(nameof(Distributions))]
    public void The_sum_is_exact_to_a_billionth_a_value(string distribution)
    {
        var (values, sketch) = Sample(distribution, seed: 12);
        var exact = values.Aggregate((Int128)0, (sum, value) => sum + InBillionths(value));

        // Half a billionth each, and the one rounding of the sum to a double.
        Assert.InRange(Math.Abs(sketch.Sum - ((double)exact / 1e9)), 0, (1e-9 * Values) + Math.BitIncrement(Math.Abs(sketch.Sum)) - Math.Abs(sketch.Sum));
    }

    [Fact]
    public void Large_whole_numbers_sum_without_loss()
    {
        var sketch = new QuantileSketch();
        for (var i = 0; i < 1000; i++)
        {
            sketch.Add(100_000_000_000_001 + i);
            sketch.Add(-100_000_000_000_000);
        }

        Assert.Equal(1000 + (999 * 1000 / 2), sketch.Sum);
    }

    [Fact]
    public void The_moments_of_the_logarithm_are_those_of_the_values()
    {
        var (values, sketch) = Sample("log-normal, sigma 1", seed: 13);
        var logs = Array.ConvertAll(values, value => Math.Log(1 + value));
        var (mean, deviation) = sketch.LogMoments();

        Assert.Equal(logs.Average(), mean, 0.002);
        Assert.Equal(Math.Sqrt(logs.Average(log => log * log) - (logs.Average() * logs.Average())), deviation, 0.002);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_no_number_is_refused(double value)
    {
        var sketch = new QuantileSketch();

        Assert.Throws<ArgumentOutOfRangeException>(() => sketch.Add(value));
        Assert.Equal(0, sketch.Count);
    }

    [Fact]
    public void An_empty_sketch_knows_no_quantile_and_no_mean()
    {
        var sketch = new QuantileSketch();

        Assert.Equal((double.NaN, double.NaN, 0), (sketch.Quantile(0.5), sketch.Mean, sketch.Sum));
        Assert.Throws<ArgumentOutOfRangeException>(() => sketch.Quantile(1.01));
    }

    [Fact]
    public void Numbers_beyond_the_range_count_as_its_ends()
    {
        var sketch = new QuantileSketch();
        sketch.Add(1e300);
        sketch.Add(-1e300);
        sketch.Add(1e-12);

        Assert.Equal((-1e15, 1e15, 0), (sketch.Min, sketch.Max, sketch.Quantile(0.5)));
        Assert.Equal(1e15, sketch.Quantile(1), 1e13);
    }

    private static (double[] Values, QuantileSketch Sketch) Sample(string distribution, int seed)
    {
        var chance = new Random(seed);
        var values = new double[Values];
        var sketch = new QuantileSketch();
        for (var i = 0; i < Values; i++)
        {
            values[i] = _distributions[distribution](chance);
            sketch.Add(values[i]);
        }

        return (values, sketch);
    }

    private static Int128 InBillionths(double value)
    {
        var whole = Math.Truncate(value);
        return ((Int128)whole * 1_000_000_000) + (long)Math.Round((value - whole) * 1e9);
    }
}
