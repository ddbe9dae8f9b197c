namespace Kanshi.Drift.Baselines;

/// <summary>Weighted least squares with a small ridge on every column but the constant: min Σ w (y − xβ)² + λ Σw |β|², by Cholesky.</summary>
internal sealed class RidgeSystem(int columns)
{
    private readonly double[] _products = new double[columns * columns];
    private readonly double[] _targets = new double[columns];

    public void Add(ReadOnlySpan<double> row, double value, double weight)
    {
        for (var i = 0; i < columns; i++)
        {
            var scaled = weight * row[i];
            _targets[i] += scaled * value;
            for (var j = 0; j <= i; j++)
                _products[(i * columns) + j] += scaled * row[j];
        }
    }

    /// <summary>The coefficients; zero where nothing was added.</summary>
    public double[] Solve(double ridge)
    {
        var total = _products[0];
        var factor = (double[])_products.Clone();
        var solution = (double[])_targets.Clone();
        for (var i = 0; i < columns; i++)
        {
            factor[(i * columns) + i] += i == 0 ? 1e-12 : (ridge * total) + 1e-12;
            for (var j = 0; j <= i; j++)
            {
                var sum = factor[(i * columns) + j];
                for (var k = 0; k < j; k++)
                    sum -= factor[(i * columns) + k] * factor[(j * columns) + k];
                factor[(i * columns) + j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / factor[(j * columns) + j];
            }
        }

        for (var i = 0; i < columns; i++)
        {
            for (var k = 0; k < i; k++)
                solution[i] -= factor[(i * columns) + k] * solution[k];
            solution[i] /= factor[(i * columns) + i];
        }

        for (var i = columns - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < columns; k++)
                solution[i] -= factor[(k * columns) + i] * solution[k];
            solution[i] /= factor[(i * columns) + i];
        }

        return solution;
    }
}
