namespace Kanshi.Local.Lab;

/// <summary>Draws from the distributions that traffic is made of.</summary>
internal static class Distributions
{
    /// <summary>Standard normal (Box and Muller 1958, the cosine half).</summary>
    public static double Normal(ref this Chance chance) =>
        Math.Sqrt(-2 * Math.Log(1 - chance.Uniform())) * Math.Cos(2 * Math.PI * chance.Uniform());

    /// <summary>exp(ln median + sigma·z): <paramref name="sigma"/> is the standard deviation of the logarithm.</summary>
    public static double LogNormal(ref this Chance chance, double median, double sigma) => median * Math.Exp(sigma * chance.Normal());

    /// <summary>Pareto with minimum 1: P(X &gt; x) = x^-<paramref name="tailIndex"/>.</summary>
    public static double Pareto(ref this Chance chance, double tailIndex) => Math.Pow(1 - chance.Uniform(), -1 / tailIndex);

    /// <summary>Gamma with scale 1 and mean <paramref name="shape"/> (Marsaglia and Tsang 2000; below 1 by their boost).</summary>
    public static double Gamma(ref this Chance chance, double shape)
    {
        if (shape < 1)
            return chance.Gamma(shape + 1) * Math.Pow(1 - chance.Uniform(), 1 / shape);
        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = chance.Normal();
            var v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - chance.Uniform()) < (.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
                return d * v;
        }
    }

    /// <summary>
    /// Beta with the given mean and intraclass correlation ρ: of n calls that share the rate, the count of hits has
    /// 1 + (n − 1)ρ times the binomial's variance. The mean itself when one of the two is 0.
    /// </summary>
    public static double Rate(ref this Chance chance, double mean, double correlation)
    {
        if (mean is <= 0 or >= 1 || correlation <= 0)
            return mean;
        var size = (1 / correlation) - 1;
        var hits = chance.Gamma(mean * size);
        return hits / (hits + chance.Gamma((1 - mean) * size));
    }

    /// <summary>Poisson count; above a mean of 200 the rounded normal with the same mean and variance.</summary>
    public static int Poisson(ref this Chance chance, double mean)
    {
        if (mean <= 0)
            return 0;
        if (mean > 200)
            return (int)Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * chance.Normal())));
        var floor = Math.Exp(-mean);
        var count = 0;
        for (var product = chance.Uniform(); product > floor; product *= chance.Uniform())
            count++;
        return count;
    }

    /// <summary>
    /// The gamma quantile of a standard normal <paramref name="z"/>, with mean 1 and coefficient of variation
    /// <paramref name="variation"/> (Wilson and Hilferty 1931; the mean is off by less than 1 % up to a variation of .7).
    /// </summary>
    public static double GammaOf(double z, double variation)
    {
        var v = variation * variation / 9;
        return Math.Pow(Math.Max(0, 1 - v + (z * Math.Sqrt(v))), 3);
    }
}
