using Kanshi.Drift.Evidence;
using MathNet.Numerics.Distributions;

namespace Kanshi.Drift.Baselines;

/// <summary>
/// The baseline of a quantity: season by Huber-weighted least squares, then variance, autocorrelation and noise from the autocovariances of the
/// winsorised residuals (an AR(1) process seen through noise has γ₁ = φq and γ₂ = φ²q), then the scale that makes the filter's innovations Student t.
/// </summary>
internal static class LocationLearner
{
    private const double Winsor = 3, HuberEdge = 1.5, GaussianScale = 1.4826, Ridge = 0.002;

    /// <summary>Spreads below 3 % of a quantity are taken for luck.</summary>
    private const double LeastSpread = 0.03;

    private const double MostPhi = 0.95;

    public static MetricBaseline.Location Learn(SeasonGrid grid, SeasonGrid.Sample[] samples)
    {
        var within = MedianOf([.. samples.Select(sample => sample.Spread)]);
        var season = Fit(grid, samples, within);
        var offSeason = new double[samples.Length];
        for (var i = 0; i < samples.Length; i++)
            offSeason[i] = samples[i].Value - SeasonBasis.At(season, grid.Basis(samples[i]));
        var process = Process(grid, samples, offSeason, within) with { Season = season };
        var scaled = process with { Scale = (float)ScaleOf(grid, samples, offSeason, process) };
        var effective = grid.EffectiveWindows(samples) * (1 - scaled.Phi) / (1 + scaled.Phi);
        return scaled with { DeadZone = (float)(DetectorTuning.LocationDeadZone + (1 / Math.Sqrt(Math.Max(2, effective)))) };
    }

    /// <summary>Bins are winsorised means; the fit of them is repeated with Huber weights.</summary>
    private static float[] Fit(SeasonGrid grid, SeasonGrid.Sample[] samples, double within)
    {
        var values = samples.Select(sample => sample.Value).ToArray();
        var median = MedianOf([.. values]);
        var bins = BinsOf(grid, samples, values, within);
        var residuals = new double[bins.Count];
        var coefficients = new double[grid.Columns];
        coefficients[0] = median;
        for (var round = 0; round < 4; round++)
        {
            var spread = double.PositiveInfinity;
            if (round > 0 || grid.Columns == 1)
            {
                for (var i = 0; i < bins.Count; i++)
                    residuals[i] = bins[i].Value - Dot(coefficients, bins[i].Basis);
                spread = Math.Max(GaussianScale * MedianOf([.. residuals.Select(Math.Abs)]), 1e-6);
            }

            var system = new RidgeSystem(grid.Columns);
            for (var i = 0; i < bins.Count; i++)
            {
                var weight = double.IsInfinity(spread) ? 1 : Math.Min(1, HuberEdge * spread / Math.Max(Math.Abs(residuals[i]), 1e-12));
                system.Add(bins[i].Basis, bins[i].Value, bins[i].Weight * weight);
            }

            coefficients = system.Solve(Ridge);
        }

        return [.. coefficients.Select(coefficient => (float)coefficient)];
    }

    private static List<Bin> BinsOf(SeasonGrid grid, SeasonGrid.Sample[] samples, double[] values, double within)
    {
        var bins = new List<Bin>();
        for (int from = 0, to; from < samples.Length; from = to)
        {
            for (to = from + 1; to < samples.Length && grid.Bin(samples[to]) == grid.Bin(samples[from]);)
                to++;
            var (weight, value) = (0.0, 0.0);
            var basis = new double[SeasonBasis.Size];
            var centre = MedianOf(values[from..to]);
            for (var i = from; i < to; i++)
            {
                // Of few events says less, but never less than a tenth of what one of many says.
                var one = grid.Weight(samples[i]) * Math.Max(0.1, samples[i].Count / (samples[i].Count + 10.0));
                var edge = 3 * Math.Max(LeastSpread, within);
                weight += one;
                value += one * Math.Clamp(values[i], centre - edge, centre + edge);
                for (var j = 0; j < basis.Length; j++)
                    basis[j] += one * grid.Basis(samples[i])[j];
            }

            for (var j = 0; j < basis.Length; j++)
                basis[j] /= weight;
            bins.Add(new(basis, value / weight, weight));
        }

        return bins;
    }

    private static MetricBaseline.Location Process(SeasonGrid grid, SeasonGrid.Sample[] samples, double[] offSeason, double within)
    {
        var noise = new double[samples.Length];
        for (var i = 0; i < samples.Length; i++)
            noise[i] = within * within / samples[i].Count;
        var spread = Math.Max(GaussianScale * MedianOf([.. offSeason.Select(Math.Abs)]), LeastSpread);
        var typicalNoise = MedianOf([.. noise]);
        // Windows of few events are mostly noise: they count less towards the level's own variation.
        var weights = new double[samples.Length];
        for (var i = 0; i < samples.Length; i++)
            weights[i] = 1 / (1 + (noise[i] / Math.Max(typicalNoise, spread * spread)));
        double Clipped(int i)
        {
            var edge = Winsor * Math.Sqrt((spread * spread) + Math.Max(0, noise[i] - typicalNoise));
            return Math.Clamp(offSeason[i], -edge, edge);
        }

        var variance = new WeightedSum();
        var noiseMean = new WeightedSum();
        WeightedSum next = new(), afterNext = new();
        for (var i = 0; i < samples.Length; i++)
        {
            var value = Clipped(i);
            variance.Add(value * value, weights[i]);
            noiseMean.Add(noise[i], weights[i]);
            for (var back = 1; back <= 2 && i - back >= 0; back++)
            {
                var steps = grid.Steps(samples[i - back], samples[i]);
                if (steps == 1)
                    next.Add(value * Clipped(i - back), Math.Sqrt(weights[i] * weights[i - back]));
                else if (steps == 2)
                    afterNext.Add(value * Clipped(i - back), Math.Sqrt(weights[i] * weights[i - back]));
            }
        }

        var total = variance.Mean;
        var between = Math.Max(total - noiseMean.Mean, Math.Max(0.1 * total, LeastSpread * LeastSpread));
        var m = samples.Length;
        var lag1 = Math.Clamp(next.Mean / between, 0, 1);
        var lag2 = next.Mean > 0.05 * total ? Math.Clamp(afterNext.Mean / next.Mean, 0, 1) : 0;
        var raw = m < 200 ? lag1 : Math.Max(lag1, lag2);
        var phi = Math.Clamp(((m * raw) + 1 + 5) / (m + 10), 0, MostPhi);
        var signal = m < 200 ? between : Math.Clamp(next.Mean / Math.Max(phi, 0.05), 0.1 * between, between);
        return new()
        {
            Windows = m,
            Phi = (float)phi,
            Signal = (float)signal,
            Nugget = (float)(between - signal),
            Within = (float)within,
        };
    }

    /// <summary>The larger of what the middle and the tail of the innovations ask for.</summary>
    private static double ScaleOf(SeasonGrid grid, SeasonGrid.Sample[] samples, double[] offSeason, MetricBaseline.Location process)
    {
        var innovations = new double[samples.Length];
        var filter = LevelFilter.Start(process.Level);
        for (var i = 0; i < samples.Length; i++)
        {
            for (var gap = i == 0 ? 1 : grid.Steps(samples[i - 1], samples[i]); gap > 1 && gap < 1000; gap--)
                filter = filter.Skip(process.Level);
            var noise = process.NoiseOf(samples[i].Count);
            innovations[i] = Math.Abs(offSeason[i] - filter.Level) / Math.Sqrt(filter.Variance + noise);
            filter = filter.Next(process.Level, offSeason[i], noise);
        }

        Array.Sort(innovations);
        var m = innovations.Length;
        var rank = Math.Max(2, (int)Math.Round(0.02 * m));
        var middle = innovations[m / 2] / StudentT.InvCDF(0, 1, StudentEvidence.Freedom, 0.75);
        var tail = innovations[m - rank] / StudentT.InvCDF(0, 1, StudentEvidence.Freedom, 1 - (rank / (2.0 * m)));
        return Math.Max(Math.Max(middle, tail), 0.3);
    }

    private static double Dot(double[] coefficients, double[] basis)
    {
        var sum = 0.0;
        for (var i = 0; i < coefficients.Length; i++)
            sum += coefficients[i] * basis[i];
        return sum;
    }

    private static double MedianOf(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    private sealed record Bin(double[] Basis, double Value, double Weight);

    private struct WeightedSum
    {
        private double _sum, _weight;

        public readonly double Mean => _weight > 0 ? _sum / _weight : 0;

        public void Add(double value, double weight)
        {
            _sum += weight * value;
            _weight += weight;
        }
    }
}
