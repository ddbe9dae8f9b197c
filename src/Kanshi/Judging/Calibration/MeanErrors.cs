using Kanshi.Estimates;

namespace Kanshi.Judging.Calibration;

/// <summary>Means of errors that lie between 0 and a largest one.</summary>
internal static class MeanErrors
{
    public static Figure Of(IReadOnlyList<LabelledVerdict> pairs, Func<LabelledVerdict, double> error, double largest)
    {
        var sums = new JudgedSums();
        foreach (var pair in pairs)
            sums.AddScored(new(1, 1, 0), error(pair));
        var estimate = QualityEstimator.OfWindow(sums, population: null, new(0, largest))!;
        return new(estimate.Value, estimate.Interval, pairs.Count, IntervalMethod.Wilson);
    }

    /// <summary>
    /// Brier (1950): the mean of (p − o)², with the judge's score on its scale as p and the person's pass or fail as o. 0 is best; always
    /// saying ½ gives .25.
    /// </summary>
    public static Figure? Brier(IReadOnlyList<LabelledVerdict> scoreOfPass) =>
        scoreOfPass.Count == 0 ? null : Of(scoreOfPass, pair => (pair.Judge - pair.Human) * (pair.Judge - pair.Human), 1);
}
