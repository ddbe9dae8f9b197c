using Kanshi.Estimates;
using Xunit;

namespace Kanshi.Tests.Estimates;

public sealed class JudgedSumsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Merging_in_any_order_and_grouping_gives_the_same_bytes(int seed)
    {
        var chance = new Random(seed);
        var parts = Enumerable.Range(0, 9).Select(_ => RandomSums(chance)).ToArray();
        var inOrder = Merged(parts);
        chance.Shuffle(parts);
        var grouped = Merged([Merged(parts[..4]), Merged([Merged(parts[4..6]), Merged(parts[6..])])]);

        Assert.Equal(inOrder.ToBytes().ToArray(), grouped.ToBytes().ToArray());
    }

    [Fact]
    public void What_is_written_is_read_back_to_the_last_bit()
    {
        var sums = RandomSums(new Random(4));

        var bytes = sums.ToBytes();
        var read = JudgedSums.FromBytes(bytes.Span);

        Assert.Equal(bytes.ToArray(), read.ToBytes().ToArray());
        Assert.Equal((sums.Selected, sums.Scored, sums.Unjudged, sums.CountOf(Undecided.Filtered)), (read.Selected, read.Scored, read.Unjudged, read.CountOf(Undecided.Filtered)));
    }

    [Fact]
    public void Nothing_judged_takes_a_few_bytes_and_one_stratum_under_two_hundred()
    {
        var sums = new JudgedSums();
        Assert.InRange(sums.ToBytes().Length, 1, 8);
        for (var i = 0; i < 50; i++)
            sums.AddScored(new(1, 0.1, 0), i > 2);

        Assert.InRange(sums.ToBytes().Length, 8, 200);
    }

    [Fact]
    public void Damaged_bytes_are_refused_whatever_the_damage()
    {
        var bytes = RandomSums(new Random(5)).ToBytes().ToArray();

        Assert.Throws<InvalidDataException>(() => JudgedSums.FromBytes(bytes.AsSpan(0, bytes.Length - 1)));
        Assert.Throws<InvalidDataException>(() => JudgedSums.FromBytes([.. bytes, 0]));
        Assert.Throws<InvalidDataException>(() => JudgedSums.FromBytes([99, .. bytes.AsSpan(1)]));
        Assert.Throws<InvalidDataException>(() => JudgedSums.FromBytes([1, 0, 0, 0, 16]));
    }

    [Fact]
    public void A_changed_byte_is_refused_or_still_gives_an_estimate()
    {
        var chance = new Random(6);
        var bytes = RandomSums(chance).ToBytes().ToArray();
        for (var i = 0; i < 5000; i++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[chance.Next(damaged.Length)] = (byte)chance.Next(256);
            try
            {
                QualityEstimator.OfWindow(JudgedSums.FromBytes(damaged), population: null, MeasureScale.Score);
            }
            catch (InvalidDataException)
            {
                // Said so.
            }
        }
    }

    [Fact]
    public void The_smallest_probability_and_the_largest_weight_do_not_overflow()
    {
        var sums = new JudgedSums();
        for (var i = 0; i < 1000; i++)
            sums.AddScored(new(1e12, 0, 1), 5);

        var estimate = QualityEstimator.OfWindow(sums, population: null, MeasureScale.Score)!;

        Assert.Equal(5, estimate.Value);
        Assert.Equal(1e12, estimate.Responses, 1e6);
    }

    [Fact]
    public void A_value_that_is_no_number_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new JudgedSums().AddScored(new(1, 1, 0), double.NaN));

    private static JudgedSums Merged(IEnumerable<JudgedSums> parts)
    {
        var merged = new JudgedSums();
        foreach (var part in parts)
            merged.Merge(part);
        return merged;
    }

    private static JudgedSums RandomSums(Random chance)
    {
        var sums = new JudgedSums();
        for (var i = chance.Next(60); i >= 0; i--)
        {
            var sampled = new SampledAs(1 + chance.Next(20), Math.Max(chance.NextDouble(), 0.001), chance.NextDouble());
            switch (chance.Next(6))
            {
                case 0:
                    sums.AddUnjudged(in sampled);
                    break;
                case 1:
                    sums.AddUndecided(in sampled, (Undecided)chance.Next(3));
                    break;
                case 2:
                    sums.AddNotApplicable(in sampled);
                    break;
                default:
                    sums.AddScored(in sampled, 1 + (4 * chance.NextDouble()));
                    break;
            }
        }

        return sums;
    }
}
