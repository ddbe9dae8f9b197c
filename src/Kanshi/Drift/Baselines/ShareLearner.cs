using Kanshi.Drift.Evidence;

namespace Kanshi.Drift.Baselines;

/// <summary>
/// The baseline of a share: a season of the log-odds by ridge-penalised logistic regression on hourly counts (iteratively reweighted, working
/// residuals winsorised), then the overdispersion by moments and the autocorrelation of the standardised residuals.
/// </summary>
internal static class ShareLearner
{
    private const double Winsor = 3.5, Ridge = 0.01, MostRho = 0.3, MostPhi = 0.95, PriorPhi = 0.7, LeastRho = 0.0002;

    /// <summary>Half an event more, so that a share never seen is rare and not impossible; and nobody wakes for less than 1 in 2000.</summary>
    private const double HalfEvent = 0.5, LeastShare = 0.0005;

    public static MetricBaseline.Share Learn(SeasonGrid grid, SeasonGrid.Sample[] samples)
    {
        var (hits, events) = (0.0, 0.0);
        foreach (var sample in samples)
        {
            hits += grid.Weight(sample) * HitsOf(sample);
            events += grid.Weight(sample) * sample.Count;
        }

        var share = Math.Clamp((hits + HalfEvent) / (events + (2 * HalfEvent)), LeastShare, 1 - LeastShare);
        var season = Fit(grid, samples, share, hits);
        var (rho, phi) = Dispersion(grid, samples, season);
        var signal = rho / (share * (1 - share));
        var error = Math.Sqrt((1 / (Math.Min(hits, events - hits) + HalfEvent)) * (1 + (rho * (events / samples.Length))));
        return new()
        {
            Windows = samples.Length,
            Season = season,
            Phi = (float)phi,
            Signal = (float)signal,
            DeadZone = (float)(DetectorTuning.ShareDeadZone + error + (DetectorTuning.ShareWander * Math.Sqrt(signal))),
        };
    }

    internal static double HitsOf(in SeasonGrid.Sample sample) => Math.Round(sample.Value * sample.Count);

    internal static double Logistic(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    private static float[] Fit(SeasonGrid grid, SeasonGrid.Sample[] samples, double share, double hits)
    {
        // A season needs events to be seen by: about ten a column.
        var columns = Math.Min(grid.Columns, hits < 10 * SeasonBasis.Daily ? 1 : hits < 10 * SeasonBasis.Size ? SeasonBasis.Daily : grid.Columns);
        var coefficients = new double[columns];
        coefficients[0] = Math.Log(share / (1 - share));
        if (columns == 1 && hits < 1)
            return [(float)coefficients[0]];
        var bins = BinsOf(grid, samples);
        for (var round = 0; round < 6; round++)
        {
            var system = new RidgeSystem(columns);
            foreach (var bin in bins)
            {
                var logOdds = 0.0;
                for (var i = 0; i < columns; i++)
                    logOdds += coefficients[i] * bin.Basis[i];
                var p = Logistic(Math.Clamp(logOdds, -12, 12));
                var unit = Math.Max(p * (1 - p), 1e-6);
                var deviation = Winsor * Math.Sqrt(bin.Events * unit * (1 + (0.02 * bin.Events)));
                var residual = Math.Clamp(bin.Hits - (bin.Events * p), -deviation, deviation + 1);
                system.Add(bin.Basis, Math.Clamp(logOdds, -12, 12) + (residual / (bin.Events * unit)), bin.Weight * bin.Events * unit / (1 + (0.02 * bin.Events * unit)));
            }

            coefficients = system.Solve(Ridge);
        }

        coefficients[0] = Math.Max(coefficients[0], Math.Log(LeastShare));
        return [.. coefficients.Select(coefficient => (float)coefficient)];
    }

    private static List<Bin> BinsOf(SeasonGrid grid, SeasonGrid.Sample[] samples)
    {
        var bins = new List<Bin>();
        for (int from = 0, to; from < samples.Length; from = to)
        {
            var (hits, events) = (0.0, 0.0);
            var basis = new double[SeasonBasis.Size];
            for (to = from; to < samples.Length && grid.Bin(samples[to]) == grid.Bin(samples[from]); to++)
            {
                hits += HitsOf(samples[to]);
                events += samples[to].Count;
                for (var j = 0; j < basis.Length; j++)
                    basis[j] += samples[to].Count * grid.Basis(samples[to])[j];
            }

            for (var j = 0; j < basis.Length; j++)
                basis[j] /= events;
            bins.Add(new(basis, hits, events, grid.Weight(samples[from])));
        }

        return bins;
    }

    /// <summary>
    /// Moments: the excess of (k − np)² over np(1−p) is ρ n(n−1) p(1−p), and the product of neighbours' residuals φρ n n' √(p(1−p) p'(1−p')). ρ is shrunk
    /// towards .01 with the weight of twelve windows, since a short history has mostly not yet shown what it can do; φ towards .7 as far as the
    /// events are too few to show it.
    /// </summary>
    private static (double Rho, double Phi) Dispersion(SeasonGrid grid, SeasonGrid.Sample[] samples, float[] season)
    {
        var residuals = new (double Value, double Unit, double Weight)[samples.Length];
        var (excess, pairs, ofLevel) = (0.0, 0.0, 0.0);
        for (var i = 0; i < samples.Length; i++)
        {
            var n = (double)samples[i].Count;
            var p = Logistic(SeasonBasis.At(season, grid.Basis(samples[i])));
            var unit = p * (1 - p);
            var residual = HitsOf(samples[i]) - (n * p);
            // Large windows tell more of it, but not in proportion.
            var weight = 1 / (1 + (n * unit * (1 + (0.02 * n))));
            var edge = Winsor * Winsor * ((n * unit * (1 + (0.05 * n))) + 0.3);
            excess += weight * (Math.Min(residual * residual, edge) - (n * unit));
            pairs += weight * n * (n - 1) * unit;
            residuals[i] = (Math.Clamp(residual, -Math.Sqrt(edge), Math.Sqrt(edge)), n * Math.Sqrt(unit), Math.Sqrt(weight));
        }

        var prior = 12 * pairs / samples.Length;
        var rho = Math.Clamp(pairs > 0 ? (Math.Max(excess, 0) + (0.01 * prior)) / (pairs + prior) : 0.01, LeastRho, MostRho);
        var (product, expected, count) = (0.0, 0.0, 0);
        for (var i = 1; i < samples.Length; i++)
        {
            var (before, now) = (residuals[i - 1], residuals[i]);
            var n = samples[i].Count;
            ofLevel += n * rho / (1 + (n * rho));
            if (grid.Steps(samples[i - 1], samples[i]) != 1)
                continue;
            product += before.Value * before.Weight * now.Value * now.Weight;
            expected += rho * before.Unit * before.Weight * now.Unit * now.Weight;
            count++;
        }

        var fraction = ofLevel / samples.Length;
        var told = count * fraction * fraction;
        var phi = expected > 0 ? Math.Clamp(product / expected, 0, 1) : PriorPhi;
        return (rho, Math.Clamp(((told * phi) + (10 * PriorPhi)) / (told + 10), 0, MostPhi));
    }

    private sealed record Bin(double[] Basis, double Hits, double Events, double Weight);
}
