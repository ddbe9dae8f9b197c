using Kanshi.Estimates;

namespace Kanshi.Testing;

/// <summary>
/// A period of responses of which some are judged, as the product does it: windows of uneven size, π raised with risk from a base rate
/// that spends the budget on average, then a budget that ends within the window and judges that time out, more often on what is risky.
/// </summary>
/// <param name="PassRate">Of the process.</param>
/// <param name="Judged">How many are judged, about.</param>
/// <param name="Responses">How many there are.</param>
/// <param name="Hits">The share of bad answers in which the heuristics see something.</param>
/// <param name="FalseAlarms">The same of good answers.</param>
/// <param name="Spread">π of risk 1 over π of risk 0.</param>
public sealed record JudgedTraffic(double PassRate, int Judged, int Responses, double Hits, double FalseAlarms, double Spread = 10)
{
    private const int Windows = 6;

    /// <summary>One period, and the pass rate that its responses have.</summary>
    public (JudgedPeriod Period, double PassRate) Draw(Random chance)
    {
        var period = new JudgedPeriod();
        var passed = 0;
        for (var window = 0; window < Windows; window++)
        {
            // A third of the traffic comes in one window, which the budget does not cover.
            var share = window == 0 ? 1.0 / 3 : 2.0 / 3 / (Windows - 1);
            var (judged, population) = (new JudgedSums(), new PopulationSums());
            passed += DrawWindow(chance, (int)Math.Round(share * Responses), window == 0 ? 0.6 : 1, judged, population);
            period.Add(judged, population);
        }

        return (period, passed / (double)period.Population!.Value);
    }

    private double RiskOf(bool pass, Random chance) => chance.NextDouble() >= (pass ? FalseAlarms : Hits) ? 0 : 0.2 + (0.75 * chance.NextDouble());

    private int DrawWindow(Random chance, int responses, double covered, JudgedSums judged, PopulationSums population)
    {
        var meanRisk = 0.575 * ((PassRate * FalseAlarms) + ((1 - PassRate) * Hits));
        var rate = 1.1 * Judged / (Responses * (1 + ((Spread - 1) * meanRisk)));
        var budget = (int)Math.Round(covered * 1.05 * Judged * responses / Responses);
        var passed = 0;
        for (var i = 0; i < responses; i++)
        {
            var pass = chance.NextDouble() < PassRate;
            passed += pass ? 1 : 0;
            var risk = RiskOf(pass, chance);
            population.Add(1, risk);
            var sampled = new SampledAs(1, Math.Min(rate * (1 + ((Spread - 1) * risk)), 1), risk);
            if (chance.NextDouble() >= sampled.InclusionProbability)
                continue;
            if (budget-- > 0 && chance.NextDouble() >= 0.02 + (0.1 * risk))
                judged.AddScored(in sampled, pass);
            else
                judged.AddUnjudged(in sampled);
        }

        return passed;
    }
}
