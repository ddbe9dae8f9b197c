namespace Kanshi.Local.Lab;

/// <summary>A value and its share; shares are relative to their sum.</summary>
public readonly record struct Weighted(string Value, double Weight = 1)
{
    /// <summary>Index of the value that the point <paramref name="uniform"/> of [0, 1) falls on.</summary>
    internal static int Pick(IReadOnlyList<Weighted> values, double uniform)
    {
        var total = 0d;
        for (var i = 0; i < values.Count; i++)
            total += values[i].Weight;
        var rest = uniform * total;
        for (var i = 0; i < values.Count - 1; i++)
        {
            rest -= values[i].Weight;
            if (rest < 0)
                return i;
        }

        return values.Count - 1;
    }
}
