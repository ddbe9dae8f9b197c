namespace Kanshi.Estimates;

/// <summary>The values that a measure can take.</summary>
/// <param name="Min">The worst.</param>
/// <param name="Max">The best.</param>
/// <param name="Binary">Nothing between the two.</param>
public readonly record struct MeasureScale(double Min, double Max, bool Binary = false)
{
    /// <summary>0 or 1.</summary>
    public static MeasureScale PassOrFail { get; } = new(0, 1, Binary: true);

    /// <summary>1 to 5.</summary>
    public static MeasureScale Score { get; } = new(1, 5);

    public double Range => Max - Min;
}
