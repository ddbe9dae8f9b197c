using Kanshi.Drift.Series;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Tests.Drift.Series;

public sealed class SeriesDetectorTests
{
    private static readonly DateTimeOffset _start = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_spike_scores_more_than_every_row_before_it()
    {
        var values = Seasonal(2000, seed: 1);
        values[1500] += 30;

        var scores = Scores(values);

        Assert.True(scores[1500] > 0.9, $"the spike scores {scores[1500]:0.000}");
        Assert.True(scores.Take(1500).Max() < scores[1500]);
    }

    [Fact]
    public void A_shift_is_said_where_it_begins_and_not_with_every_row()
    {
        var values = Seasonal(2000, seed: 2);
        for (var i = 1500; i < values.Length; i++)
            values[i] += 15;

        var scores = Scores(values);

        Assert.True(scores.Skip(1500).Take(6).Max() > 0.5);
        Assert.InRange(scores.Skip(1500).Count(score => score > 0.5), 1, 10);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Few_rows_of_a_healthy_series_are_odd(int seed)
    {
        var scores = Scores(Seasonal(5000, seed));

        // One row as odd as a score of a half says is expected in all of the history; three measures and their tails make it a few.
        Assert.InRange(scores.Count(score => score >= 0.5), 0, 8);
    }

    [Fact]
    public void No_row_looks_ahead()
    {
        var values = Seasonal(600, seed: 3);

        Assert.Equal(Scores(values).Take(450), Scores(values[..450]));
    }

    [Fact]
    public void Neither_unit_nor_origin_matters()
    {
        var values = Seasonal(800, seed: 4);
        values[700] = 90;

        var scores = Scores(values);
        var others = Scores([.. values.Select(value => (1024 * value) - 1e5)]);

        Assert.All(scores.Zip(others), pair => Assert.Equal(pair.First, pair.Second, tolerance: 0.02));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(45)]
    [InlineData(-1e300)]
    public void A_constant_series_is_not_odd(double value) =>
        Assert.All(Scores([.. Enumerable.Repeat(value, 400)]), score => Assert.InRange(score, 0, 0.05));

    [Fact]
    public void The_first_change_of_a_constant_series_is_odd()
    {
        var values = Enumerable.Repeat(20.0, 400).ToArray();
        values[350] = 21;

        Assert.True(Scores(values)[350] > 0.9);
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void Whatever_the_values_are_the_scores_are_numbers_from_0_to_1(int seed)
    {
        var random = new Random(seed);
        double[] odd = [0, -0.0, 1, -1, double.MaxValue, double.MinValue, double.Epsilon, 1e300, 1e-300];
        var detector = new SeriesDetector();
        var time = _start;
        for (var i = 0; i < 1500; i++)
        {
            time += TimeSpan.FromSeconds(random.Next(4) switch { 0 => 0, 1 => 1e6, _ => 60 });
            Assert.InRange(detector.Next(time, random.Next(3) == 0 ? odd[random.Next(odd.Length)] : random.NextDouble()), 0, 1);
        }
    }

    [Fact]
    public void A_value_beyond_all_measure_is_odd_and_the_rows_behind_it_are_numbers_still()
    {
        var values = Seasonal(600, seed: 5);
        values[500] = double.MaxValue;

        var scores = Scores(values);

        Assert.True(scores[500] > 0.9);
        Assert.All(scores, score => Assert.InRange(score, 0, 1));
    }

    [Fact]
    public void Rows_may_lie_decades_apart()
    {
        var detector = new SeriesDetector();

        Assert.All(Enumerable.Range(0, 100), i => Assert.InRange(detector.Next(_start.AddYears(-120 + (80 * i)), i % 3), 0, 1));
    }

    [Fact]
    public void What_is_no_row_of_a_series_is_refused()
    {
        var detector = new SeriesDetector();
        detector.Next(_start, 1);

        Assert.Throws<ArgumentException>(() => detector.Next(_start.AddSeconds(1), double.NaN));
        Assert.Throws<ArgumentException>(() => detector.Next(_start.AddSeconds(-1), 1));
    }

    [Fact]
    public void Rows_that_cannot_be_scored_are_told_by_number_and_line()
    {
        var scoring = new SeriesScoring();
        var scores = new[]
        {
            new SeriesRow(2, "", _start, 1), new SeriesRow(3, "", _start.AddMinutes(1), null), new SeriesRow(4, "", _start.AddMinutes(-5), 2),
            new SeriesRow(5, "", _start.AddMinutes(2), null),
        }.Select(scoring.Score).ToArray();

        Assert.All(scores, score => Assert.Equal(0, score));
        Assert.Equal(
            "rows 4, scored 1; all score 0, since nothing is known before 12 rows; 2 without a value score 0 (first: line 3); 1 whose time goes back score 0 (first: line 4)",
            scoring.Summary());
    }

    private static double[] Scores(double[] values)
    {
        var detector = new SeriesDetector();
        return [.. values.Select((value, i) => detector.Next(_start + (i * TimeSpan.FromMinutes(5)), value))];
    }

    /// <summary>A day's course with autocorrelated noise of standard deviation 2.</summary>
    private static double[] Seasonal(int rows, int seed)
    {
        var random = new Random(seed);
        var (values, level) = (new double[rows], 0.0);
        for (var i = 0; i < rows; i++)
        {
            level = (0.5 * level) + (Math.Sqrt(0.75) * 2 * random.Gaussian());
            values[i] = 50 + (10 * Math.Sin(2 * Math.PI * i / 288)) + level;
        }

        return values;
    }
}
