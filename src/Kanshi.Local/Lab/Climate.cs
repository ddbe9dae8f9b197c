namespace Kanshi.Local.Lab;

/// <summary>What all calls of a cell of five minutes share.</summary>
/// <param name="Load">Factor on the traffic, mean 1.</param>
/// <param name="Slowness">Factor on the latency, median 1.</param>
internal sealed record Weather(long Cell, double Load, double Slowness, double Refused, double Throttled, double ServerErrors, double NegativeFeedback);

/// <summary>
/// The weather of a service: computable for any cell without its past. The AR(1) processes are therefore moving averages,
/// z = Σ φ^k ε over the last 48 cells, which with φ at most .95 leaves out less than 1 % of the variance, and is scaled to
/// variance 1.
/// </summary>
internal sealed class Climate(ServiceProfile profile, ulong serviceKey)
{
    public const long CellMinutes = 5;
    private const int Memory = 48;

    private Weather? _last;

    /// <param name="minute">Since the Unix epoch.</param>
    public Weather At(long minute)
    {
        var cell = minute / CellMinutes;
        return _last is { } last && last.Cell == cell ? last : _last = Compute(cell);
    }

    private Weather Compute(long cell)
    {
        var load = profile.Load;
        var latency = profile.Latency;
        var rates = profile.Rates;
        var chance = Chance.For(Chance.Key(serviceKey, Purpose.Rates), (ulong)cell);
        return new Weather(
            cell,
            Distributions.GammaOf(Wander(Purpose.Load, cell, load.Correlation), load.Burstiness),
            Math.Exp(latency.Wander * Wander(Purpose.Level, cell, latency.Correlation)),
            chance.Rate(rates.Refused, rates.Overdispersion),
            chance.Rate(rates.Throttled, rates.Overdispersion),
            chance.Rate(rates.ServerErrors, rates.Overdispersion),
            chance.Rate(rates.NegativeFeedback, rates.Overdispersion));
    }

    private double Wander(ulong purpose, long cell, double correlation)
    {
        var key = Chance.Key(serviceKey, purpose);
        var (sum, weight, squares) = (0d, 1d, 0d);
        for (var k = 0; k < Memory; k++, weight *= correlation)
        {
            var chance = Chance.For(key, (ulong)(cell - k));
            sum += weight * chance.Normal();
            squares += weight * weight;
        }

        return sum / Math.Sqrt(squares);
    }
}
