using System.Globalization;
using Kanshi.Estimates;
using Kanshi.Testing;

namespace Kanshi.Benchmarks;

/// <summary>Coverage and width of the intervals of a judged pass rate, under the sampling that the product does, over a grid.</summary>
internal static class IntervalBenchmark
{
    private const int Repetitions = 2000;
    private static readonly double[] _passRates = [.5, .7, .8, .9, .95, .98, .99, .995];
    private static readonly int[] _judged = [30, 50, 100, 200, 300, 1000];

    /// <summary>Name, share of bad answers that are seen, share of good ones that look bad (of the pass rate), responses a judged one.</summary>
    private static readonly (string Name, Func<double, (double Hits, double FalseAlarms)> Risk, int Ratio, double Spread)[] _scenarios =
    [
        ("blind: risk says nothing, tenfold spread", _ => (.1, .1), 20, 10),
        ("half: half of the bad answers seen, tenfold spread", p => (.5, .05), 20, 10),
        ("sharp: correlation about .7, tenfold spread", p => (.75, .15 * (1 - p)), 20, 10),
        ("even: correlation about .7, equal probabilities", p => (.75, .15 * (1 - p)), 20, 1),
        ("dense: a third is judged, half seen", p => (.5, .05), 3, 10),
        ("steep: half seen, thirtyfold spread", p => (.5, .05), 20, 30),
    ];

    public static int Run()
    {
        foreach (var target in Enum.GetValues<EstimateTarget>())
        {
            foreach (var (name, risk, ratio, spread) in _scenarios)
                Table(target, name, risk, ratio, spread);
        }

        return 0;
    }

    private static void Table(EstimateTarget target, string name, Func<double, (double Hits, double FalseAlarms)> risk, int ratio, double spread)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{target}, {name}; {Repetitions} repetitions a cell: coverage % (without risk %, width ratio)"));
        Console.WriteLine("   p    " + string.Concat(_judged.Select(n => $"n={n,-19}")));
        var cells = _passRates.AsParallel().AsOrdered().Select(p => _judged.Select((n, i) =>
        {
            var (hits, falseAlarms) = risk(p);
            return IntervalCoverage.Of(new(p, n, ratio * n, hits, falseAlarms, spread), target, Repetitions, seed: 1 + i);
        }).ToArray()).ToArray();
        foreach (var (p, row) in _passRates.Zip(cells))
            Console.WriteLine($"{p,-7} " + string.Concat(row.Select(c => $"{100 * c.Covered,5:0.0} ({100 * c.CoveredWithout,5:0.0}, {c.WidthRatio:0.000})  ")));
        var all = cells.SelectMany(row => row).ToArray();
        Console.WriteLine($"mean {100 * all.Average(c => c.Covered):0.0} (without {100 * all.Average(c => c.CoveredWithout):0.0}), least {100 * all.Min(c => c.Covered):0.0}, most {100 * all.Max(c => c.Covered):0.0}, mean width ratio {all.Average(c => c.WidthRatio):0.000}");
    }
}
