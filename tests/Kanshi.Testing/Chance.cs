namespace Kanshi.Testing;

/// <summary>Draws that <see cref="Random"/> does not have.</summary>
public static class Chance
{
    /// <summary>Standard normal (Box–Muller).</summary>
    public static double Gaussian(this Random chance) =>
        Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());

    public static double LogNormal(this Random chance, double median, double sigma) => median * Math.Exp(sigma * chance.Gaussian());

    public static int Binomial(this Random chance, int trials, double share)
    {
        var hits = 0;
        for (var i = 0; i < trials; i++)
            hits += chance.NextDouble() < share ? 1 : 0;
        return hits;
    }

    public static T OneOf<T>(this Random chance, IReadOnlyList<T> values) => values[chance.Next(values.Count)];
}
