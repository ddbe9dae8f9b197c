using Kanshi.Estimates;

namespace Kanshi.Testing;

/// <summary>How often the interval of a pass rate covers what it is meant to, and how wide it is, with the heuristic risk and without.</summary>
public sealed record IntervalCoverage(double Covered, double CoveredWithout, double WidthRatio, double Width, double MeanJudged, double PredictionPowered)
{
    public static IntervalCoverage Of(JudgedTraffic traffic, EstimateTarget target, int repetitions, int seed)
    {
        var chance = new Random(seed);
        double covered = 0, coveredWithout = 0, width = 0, widthWithout = 0, judged = 0, powered = 0;
        for (var i = 0; i < repetitions; i++)
        {
            var (period, passRate) = traffic.Draw(chance);
            var truth = target == EstimateTarget.Process ? traffic.PassRate : passRate;
            if (QualityEstimator.PassRate(period, target) is not { } estimate)
                continue;
            var without = QualityEstimator.PassRate(period.WithoutPopulation(), target)!;
            covered += estimate.Interval.Contains(truth) ? 1 : 0;
            coveredWithout += without.Interval.Contains(truth) ? 1 : 0;
            width += estimate.Interval.Width;
            widthWithout += without.Interval.Width;
            judged += estimate.Judged;
            powered += estimate.Method == EstimateMethod.PredictionPowered ? 1 : 0;
        }

        return new(covered / repetitions, coveredWithout / repetitions, width / widthWithout, width / repetitions, judged / repetitions, powered / repetitions);
    }
}
