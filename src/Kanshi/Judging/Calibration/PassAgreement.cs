using Kanshi.Estimates;
using MathNet.Numerics.Distributions;

namespace Kanshi.Judging.Calibration;

/// <summary>
/// How a judge's pass and fail agree with people's, over the labelled pairs as they are (unweighted). Sensitivity is the share of what people
/// pass that the judge passes, specificity the share of what people fail that it fails.
/// </summary>
public sealed record PassAgreement(int Pairs, Figure Agreement, Figure? Kappa, Figure? Sensitivity, Figure? Specificity)
{
    private const int Draws = 4000;
    private const int Seed = 20_081_027;

    /// <summary>Null without pairs.</summary>
    public static PassAgreement? Of(IReadOnlyList<LabelledVerdict> pairs)
    {
        if (pairs.Count == 0)
            return null;
        var table = PassTable.Of(pairs);
        return new(
            pairs.Count,
            Share(table.BothPass + table.BothFail, pairs.Count)!,
            KappaOf(table),
            Share(table.BothPass, table.BothPass + table.HumanPassOnly),
            Share(table.BothFail, table.BothFail + table.JudgePassOnly));
    }

    private static Figure? Share(int part, int whole) =>
        whole == 0 ? null : new((double)part / whole, WilsonInterval.Of((double)part / whole, whole), whole, IntervalMethod.Wilson);

    /// <summary>
    /// Cohen's κ (1960). Its large-sample error is 0 when all agree, so the interval is that of the posterior of the four cells under
    /// Jeffreys' prior (½ each), which has none such gap.
    /// </summary>
    private static Figure? KappaOf(PassTable table)
    {
        if (table.Kappa is not { } kappa)
            return null;
        var chance = new Random(Seed);
        var draws = new double[Draws];
        for (var i = 0; i < Draws; i++)
        {
            double Cell(int count) => Gamma.Sample(chance, count + 0.5, 1);
            draws[i] = PassTable.KappaOf(Cell(table.BothPass), Cell(table.HumanPassOnly), Cell(table.JudgePassOnly), Cell(table.BothFail));
        }

        Array.Sort(draws);
        var interval = new Interval(Math.Min(draws[(int)(0.025 * Draws)], kappa), Math.Max(draws[(int)(0.975 * Draws)], kappa));
        return new(kappa, interval, table.Pairs, IntervalMethod.Jeffreys);
    }
}
