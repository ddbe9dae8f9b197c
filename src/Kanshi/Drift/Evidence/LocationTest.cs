using Kanshi.Drift.Baselines;
using Kanshi.Windows;

namespace Kanshi.Drift.Evidence;

/// <summary>
/// One window of a quantity against its baseline. A lasting shift of δ shows in the innovations as δ/s when it begins and as δ·g/s later, g what the
/// filter leaves of it; the evidence weighs both. Two sizes are looked for.
/// </summary>
internal static class LocationTest
{
    public static (MetricEvidence Evidence, WindowReading Reading) Step(
        MetricEvidence evidence, MetricBaseline.Location baseline, MetricStatistic statistic, in WindowContext context)
    {
        var filter = evidence.Level ?? LevelFilter.Start(baseline.Level);
        for (var gap = context.Missed; gap > 0; gap--)
            filter = filter.Skip(baseline.Level);
        var season = SeasonBasis.At(baseline.Season, context.Basis);
        var offSeason = statistic.Value - season;
        var noise = baseline.NoiseOf(statistic.Count);
        var spread = Math.Sqrt(baseline.Signal + noise);
        var innovationSpread = baseline.Scale * Math.Sqrt(filter.Variance + noise);
        var remainder = filter.Remainder(baseline.Level, noise);
        var unit = spread / innovationSpread;
        var deadZone = (baseline.DeadZone + (context.SeasonKnown ? 0 : DetectorTuning.UnseenSeason)) * unit * remainder;

        // A return from an excursion is no shift: the forecast of a level far on the other side counts only so far. And a forecast further off than a
        // healthy level goes would explain a fault away.
        var (back, most) = (DetectorTuning.FarSide * spread, DetectorTuning.LocationMost * Math.Sqrt(baseline.Signal));
        var up = ((offSeason - Math.Clamp(filter.Level, -back, most)) / innovationSpread) - deadZone;
        var down = ((Math.Clamp(filter.Level, -most, back) - offSeason) / innovationSpread) - deadZone;
        var (small, large) = (Sizes(DetectorTuning.SmallShift), Sizes(DetectorTuning.LargeShift));
        (double GoesOn, double Begins) Sizes(double size) => (Math.Max(size * remainder * unit, (size * unit) - (most / innovationSpread)), size * unit);
        var next = new MetricEvidence(
            filter.Next(baseline.Level, offSeason, noise),
            Next(evidence.UpSmall, up, small, context), Next(evidence.UpLarge, up, large, context),
            Next(evidence.DownSmall, down, small, context), Next(evidence.DownLarge, down, large, context));
        return (next, new(season, statistic.Value, offSeason / spread));
    }

    private static EProcess Next(EProcess process, double x, (double GoesOn, double Begins) shift, in WindowContext context) => process.Next(
        StudentEvidence.Of(x, shift.GoesOn, context.Cap), StudentEvidence.Of(x, shift.Begins, context.Cap), context.Start);
}
