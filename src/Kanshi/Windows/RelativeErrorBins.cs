namespace Kanshi.Windows;

/// <summary>
/// Maps positive numbers to bins no wider than 2 % and bins back to a value within 1 % of everything in them: the cubically interpolated
/// logarithm of DDSketch (Masson, Rim, Lee, VLDB 2019), with 36 bins an octave where 35.0 would do, so that the bounds
/// repeat in every octave. Only +, × and the exponent's bits are used: every machine finds the same bin.
/// </summary>
public static class RelativeErrorBins
{
    /// <summary>The guaranteed relative error of <see cref="ValueOf"/>.</summary>
    public const double RelativeError = 0.01;

    /// <summary>Smaller numbers count as zero.</summary>
    public const double MinValue = 1e-9;

    /// <summary>Larger numbers fall into the last bin.</summary>
    public const double MaxValue = 1e15;

    private const int BinsPerOctave = 36;
    private const double A = 6.0 / 35, B = -3.0 / 5, C = 10.0 / 7;
    private static readonly double[] _lowerBounds = LowerBounds();

    public static int MinIndex { get; } = IndexOf(MinValue);

    public static int MaxIndex { get; } = IndexOf(MaxValue);

    public static int IndexOf(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52) - 1023;
        var s = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFFL) | 0x3FF0_0000_0000_0000L) - 1;
        var within = (int)((((((A * s) + B) * s) + C) * s) * BinsPerOctave);
        return (exponent * BinsPerOctave) + Math.Min(within, BinsPerOctave - 1);
    }

    /// <summary>The value with the least relative error over the bin.</summary>
    public static double ValueOf(int index)
    {
        var lower = LowerBound(index);
        var upper = LowerBound(index + 1);
        return 2 * lower * upper / (lower + upper);
    }

    private static double LowerBound(int index)
    {
        var octave = Math.DivRem(index, BinsPerOctave, out var within);
        return within < 0
            ? Math.ScaleB(_lowerBounds[within + BinsPerOctave], octave - 1)
            : Math.ScaleB(_lowerBounds[within], octave);
    }

    // Inverts the cubic by Newton's method; it is strictly increasing on 0..1.
    private static double[] LowerBounds()
    {
        var bounds = new double[BinsPerOctave];
        for (var k = 0; k < BinsPerOctave; k++)
        {
            var target = (double)k / BinsPerOctave;
            var s = target;
            for (var i = 0; i < 50; i++)
                s -= (((((A * s) + B) * s) + C) * s - target) / ((((3 * A * s) + (2 * B)) * s) + C);
            bounds[k] = 1 + s;
        }

        return bounds;
    }
}
