using Kanshi.Estimates;
using MathNet.Numerics.Distributions;

namespace Kanshi.Judging.Calibration;

/// <summary>
/// The bias-corrected and accelerated bootstrap interval (Efron 1987; Efron, Tibshirani 1993, section 14.3) of a statistic of independent
/// items, 95 %, with a fixed seed: the same items give the same interval.
/// </summary>
internal static class BcaBootstrap
{
    private const int Resamples = 2000;
    private const int Seed = 19_870_301;

    /// <summary>Fewer tell too little of a distribution to resample it.</summary>
    private const int MinItems = 8;

    /// <summary>Null with few items, or where the statistic does not vary over resamples.</summary>
    public static Interval? Interval<T>(IReadOnlyList<T> items, Func<IReadOnlyList<T>, double> statistic)
    {
        if (items.Count < MinItems)
            return null;
        var value = statistic(items);
        var resampled = Resampled(items, statistic);
        if (resampled.Length < Resamples / 2 || resampled[0] == resampled[^1])
            return null;
        var below = (resampled.Count(r => r < value) + (0.5 * resampled.Count(r => r == value))) / resampled.Length;
        var bias = Normal.InvCDF(0, 1, Math.Clamp(below, 1.0 / Resamples, 1 - (1.0 / Resamples)));
        var acceleration = Acceleration(items, statistic);
        double End(double z)
        {
            var share = Normal.CDF(0, 1, bias + ((bias + z) / (1 - (acceleration * (bias + z)))));
            return resampled[(int)Math.Clamp(share * resampled.Length, 0, resampled.Length - 1)];
        }

        return new(End(-WilsonInterval.Z), End(WilsonInterval.Z));
    }

    private static double[] Resampled<T>(IReadOnlyList<T> items, Func<IReadOnlyList<T>, double> statistic)
    {
        var chance = new Random(Seed);
        var drawn = new T[items.Count];
        var values = new double[Resamples];
        for (var i = 0; i < Resamples; i++)
        {
            for (var j = 0; j < drawn.Length; j++)
                drawn[j] = items[chance.Next(items.Count)];
            values[i] = statistic(drawn);
        }

        var finite = values.Where(double.IsFinite).ToArray();
        Array.Sort(finite);
        return finite;
    }

    /// <summary>A sixth of the skewness of the jackknife values; of at most 500 items, which is enough for a skewness.</summary>
    private static double Acceleration<T>(IReadOnlyList<T> items, Func<IReadOnlyList<T>, double> statistic)
    {
        var used = Math.Min(items.Count, 500);
        var left = items.ToList();
        var values = new double[used];
        for (var i = 0; i < used; i++)
        {
            left.RemoveAt(i);
            values[i] = statistic(left);
            left.Insert(i, items[i]);
        }

        var mean = values.Where(double.IsFinite).DefaultIfEmpty(0).Average();
        double squares = 0, cubes = 0;
        foreach (var value in values.Where(double.IsFinite))
        {
            squares += (mean - value) * (mean - value);
            cubes += Math.Pow(mean - value, 3);
        }

        return squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) * Math.Sqrt((double)used / items.Count) : 0;
    }
}
