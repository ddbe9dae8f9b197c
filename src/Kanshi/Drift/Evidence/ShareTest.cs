using Kanshi.Drift.Baselines;
using Kanshi.Windows;

namespace Kanshi.Drift.Evidence;

/// <summary>
/// One window of a share against its baseline, by exact beta-binomial ratios at any number of events. The null is the forecast of the log-odds and the
/// dead zone above it; the alternatives have 2.5 and 6 times its odds, or as much of that as the forecast has not yet followed.
/// </summary>
internal static class ShareTest
{
    private const double LeastRho = 0.0002, MostRho = 0.3;

    public static (MetricEvidence Evidence, WindowReading Reading) Step(
        MetricEvidence evidence, MetricBaseline.Share baseline, MetricStatistic statistic, in WindowContext context)
    {
        var filter = evidence.Level ?? LevelFilter.Start(baseline.Level);
        for (var gap = context.Missed; gap > 0; gap--)
            filter = filter.Skip(baseline.Level);
        var season = SeasonBasis.At(baseline.Season, context.Basis);
        var expected = ShareLearner.Logistic(season);
        var unit = expected * (1 - expected);
        var noise = 1 / (statistic.Count * unit);
        var remainder = filter.Remainder(baseline.Level, noise);
        var deadZone = (baseline.DeadZone + (context.SeasonKnown ? 0 : DetectorTuning.UnseenLogOdds)) * remainder;

        // A forecast further off than a healthy level goes would explain a fault away.
        var (back, most) = (DetectorTuning.FarSide * Math.Sqrt(baseline.Signal), DetectorTuning.ShareMost * Math.Sqrt(baseline.Signal));
        var hits = (long)Math.Round((double)statistic.Value * statistic.Count);
        var rho = Math.Clamp(filter.Variance * unit, LeastRho, MostRho);
        var (up, down) = (
            new ShareNull(hits, statistic.Count, season + Math.Clamp(filter.Level, -back, most) + deadZone, rho),
            new ShareNull(hits, statistic.Count, season + Math.Clamp(filter.Level, -most, back) - deadZone, rho));
        var (small, large) = (Sizes(Math.Log(DetectorTuning.SmallOdds)), Sizes(Math.Log(DetectorTuning.LargeOdds)));
        (double GoesOn, double Begins) Sizes(double size) => (Math.Max(size * remainder, size - most), size);

        var edge = 4 * Math.Sqrt(baseline.Signal + noise);
        var offSeason = Math.Clamp((statistic.Value - expected) / unit, -edge, edge);
        var next = new MetricEvidence(
            filter.Next(baseline.Level, offSeason, noise),
            Next(evidence.UpSmall, up, 1, small, context), Next(evidence.UpLarge, up, 1, large, context),
            Next(evidence.DownSmall, down, -1, small, context), Next(evidence.DownLarge, down, -1, large, context));
        return (next, new(expected, statistic.Value, (statistic.Value - expected) / unit / Math.Sqrt(baseline.Signal + noise)));
    }

    private static EProcess Next(
        EProcess process, in ShareNull against, int direction, (double GoesOn, double Begins) effect, in WindowContext context) => process.Next(
            Math.Min(against.Ratio(direction * effect.GoesOn), context.Cap), Math.Min(against.Ratio(direction * effect.Begins), context.Cap), context.Start);

    private readonly record struct ShareNull(long Hits, long Events, double LogOdds, double Rho)
    {
        public double Ratio(double effect) => Math.Exp(
            BetaBinomialEvidence.LogRatio(Hits, Events, ShareLearner.Logistic(LogOdds + effect), ShareLearner.Logistic(LogOdds), Rho));
    }
}
