namespace Kanshi.Windows;

/// <summary>
/// The distribution of one quantity: quantiles within 1 % relative error, count, exact sum, minimum and maximum. Merging is associative
/// and commutative to the last bit: the sum is held in whole billionths (Int128), not in floating point.
/// </summary>
public sealed class QuantileSketch
{
    private const double SumUnit = 1e9;
    private const double MaxExactDouble = 1L << 53;
    private readonly BinCounts _positive = new();
    private BinCounts? _negative;
    private long _zeros;
    private Int128 _sum;

    public long Count { get; private set; }

    /// <summary>+∞ while empty.</summary>
    public double Min { get; private set; } = double.PositiveInfinity;

    /// <summary>−∞ while empty.</summary>
    public double Max { get; private set; } = double.NegativeInfinity;

    /// <summary>Exact to a billionth a value.</summary>
    public double Sum => (double)_sum / SumUnit;

    public double Mean => Count == 0 ? double.NaN : Sum / Count;

    /// <param name="value">Any finite number; beyond ±10¹⁵ it counts as that.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number.</exception>
    public void Add(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "a sketch takes finite numbers only");
        value = Math.Clamp(value, -RelativeErrorBins.MaxValue, RelativeErrorBins.MaxValue);
        Count++;
        Min = Math.Min(Min, value);
        Max = Math.Max(Max, value);
        _sum += ToUnits(value);
        if (value >= RelativeErrorBins.MinValue)
            _positive.Add(RelativeErrorBins.IndexOf(value), 1);
        else if (value <= -RelativeErrorBins.MinValue)
            (_negative ??= new()).Add(RelativeErrorBins.IndexOf(-value), 1);
        else
            _zeros++;
    }

    public void Merge(QuantileSketch other)
    {
        Count += other.Count;
        Min = Math.Min(Min, other.Min);
        Max = Math.Max(Max, other.Max);
        _sum += other._sum;
        _zeros += other._zeros;
        _positive.Merge(other._positive);
        if (other._negative is not null)
            (_negative ??= new()).Merge(other._negative);
    }

    /// <summary>The value at <paramref name="quantile"/> (0..1) by the lower nearest rank, within 1 % of it; NaN while empty.</summary>
    public double Quantile(double quantile)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quantile, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quantile, 1);
        if (Count == 0)
            return double.NaN;
        var rank = (long)Math.Floor(quantile * (Count - 1));
        var seen = 0L;
        foreach (var (value, count) in Values())
        {
            seen += count;
            if (seen > rank)
                return Math.Clamp(value, Min, Max);
        }

        return Max;
    }

    /// <summary>
    /// Mean and standard deviation of ln(1 + x/unit), from the bins: the scale on which heavy tails are tame. Negative values count as 0.
    /// Values well below the unit all look alike.
    /// </summary>
    public (double Mean, double StandardDeviation) LogMoments(double unit = 1)
    {
        if (Count == 0)
            return (double.NaN, double.NaN);
        double sum = 0, squares = 0;
        foreach (var (value, count) in Values())
        {
            var log = Math.Log(1 + (Math.Max(value, 0) / unit));
            sum += count * log;
            squares += count * log * log;
        }

        var mean = sum / Count;
        return (mean, Math.Sqrt(Math.Max((squares / Count) - (mean * mean), 0)));
    }

    /// <summary>Bin values with their counts, ascending.</summary>
    public IEnumerable<(double Value, long Count)> Values()
    {
        foreach (var (index, count) in (_negative?.Used ?? []).Reverse())
            yield return (-RelativeErrorBins.ValueOf(index), count);
        if (_zeros > 0)
            yield return (0, _zeros);
        foreach (var (index, count) in _positive.Used)
            yield return (RelativeErrorBins.ValueOf(index), count);
    }

    internal void Write(SketchWriter writer)
    {
        writer.Unsigned((ulong)Count);
        if (Count == 0)
            return;
        writer.Unsigned((ulong)_zeros);
        writer.Wide(_sum);
        writer.Double(Min);
        writer.Double(Max);
        _positive.Write(writer);
        (_negative ?? new()).Write(writer);
    }

    internal static QuantileSketch Read(ref SketchReader reader)
    {
        var sketch = new QuantileSketch { Count = (long)reader.Unsigned() };
        if (sketch.Count == 0)
            return sketch;
        sketch._zeros = (long)reader.Unsigned();
        sketch._sum = reader.Wide();
        sketch.Min = reader.Double();
        sketch.Max = reader.Double();
        if (!(sketch.Min <= sketch.Max))
            throw new InvalidDataException($"a sketch says that its least value is {sketch.Min} and its largest {sketch.Max}");
        sketch.ReadBins(ref reader);
        return sketch;
    }

    private static Int128 ToUnits(double value)
    {
        var units = value * SumUnit;
        if (Math.Abs(units) < MaxExactDouble)
            return (long)Math.Round(units);
        // Beyond 2⁵³ the product is rounded to more than a unit; whole numbers and fraction apart it is not.
        var whole = Math.Truncate(value);
        return ((Int128)(long)whole * (long)SumUnit) + (long)Math.Round((value - whole) * SumUnit);
    }

    private void ReadBins(ref SketchReader reader)
    {
        _positive.Merge(BinCounts.Read(ref reader));
        var negative = BinCounts.Read(ref reader);
        _negative = negative.IsEmpty ? null : negative;
    }
}
