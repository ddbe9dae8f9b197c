using Kanshi.Estimates;

namespace Kanshi.Judging.Calibration;

/// <summary>
/// How a judge's scores agree with people's, over the labelled pairs as they are (unweighted): κ with quadratic weights (Cohen 1968, on the
/// values themselves), Spearman's ρ with mean ranks, and the mean absolute error in points.
/// </summary>
public sealed record ScoreAgreement(int Pairs, Figure? WeightedKappa, Figure? Spearman, Figure MeanAbsoluteError)
{
    /// <summary>Null without pairs.</summary>
    public static ScoreAgreement? Of(IReadOnlyList<LabelledVerdict> pairs, MeasureScale scale)
    {
        if (pairs.Count == 0)
            return null;
        return new(
            pairs.Count,
            Bootstrapped(pairs, QuadraticKappa),
            Bootstrapped(pairs, RankCorrelation.Spearman),
            MeanErrors.Of(pairs, pair => Math.Abs(pair.Human - pair.Judge), scale.Range));
    }

    /// <summary>
    /// 1 − mean (h − j)² / mean over all combinations of (h − j)²; the latter is var h + var j + (h̄ − j̄)². NaN where neither varies and both
    /// are the same.
    /// </summary>
    internal static double QuadraticKappa(IReadOnlyList<LabelledVerdict> pairs)
    {
        double human = 0, judge = 0, humanSquare = 0, judgeSquare = 0, error = 0;
        foreach (var pair in pairs)
        {
            human += pair.Human;
            judge += pair.Judge;
            humanSquare += pair.Human * pair.Human;
            judgeSquare += pair.Judge * pair.Judge;
            error += (pair.Human - pair.Judge) * (pair.Human - pair.Judge);
        }

        var n = pairs.Count;
        return 1 - (error / n / ((humanSquare / n) + (judgeSquare / n) - (2 * human / n * judge / n)));
    }

    private static Figure? Bootstrapped(IReadOnlyList<LabelledVerdict> pairs, Func<IReadOnlyList<LabelledVerdict>, double> statistic)
    {
        var value = statistic(pairs);
        return double.IsFinite(value) ? new(value, BcaBootstrap.Interval(pairs, statistic), pairs.Count, IntervalMethod.Bootstrap) : null;
    }
}
