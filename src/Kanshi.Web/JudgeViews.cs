using Kanshi.Estimates;
using Kanshi.Judging;
using Kanshi.Judging.Calibration;

namespace Kanshi.Web;

/// <summary>Who judges and what it has spent. <paramref name="Model"/> and the rest are null or 0 where no judge is configured.</summary>
public sealed record JudgeView(
    bool Configured, string? Model, int CallsThisMinute, int CallsPerMinute, decimal UsdToday, decimal UsdPerDay, StandingView? Standing, CanaryCounts? CanariesToday)
{
    public static JudgeView None { get; } = new(false, null, 0, 0, 0, 0, null, null);
}

/// <summary>What the golden set says of the judge: not-enough-golden, steady or drifted; for drifted which way and since when.</summary>
public sealed record StandingView(string State, double? Expected, double? Observed, string? Direction, DateTimeOffset? Since)
{
    public static StandingView Of(JudgeDriftVerdict verdict) => verdict switch
    {
        JudgeDriftVerdict.Steady steady => new("steady", steady.Expected, steady.Observed, null, null),
        JudgeDriftVerdict.Drifted drifted => new("drifted", drifted.Expected, drifted.Observed, drifted.Direction.ToString(), drifted.Since),
        _ => new("not-enough-golden", null, null, null, null),
    };
}

/// <summary>An estimate with its 95 % interval. <paramref name="Method"/> and <paramref name="Target"/> say how it was made and what it speaks about.</summary>
public sealed record EstimateView(
    double Value, double Low, double High, double StandardError, long Judged, double Responses, string Method, string Target, double UnjudgedShare, long Undecided, double WorstLow, double BestHigh)
{
    public static EstimateView? Of(Estimate? estimate) => estimate is null ? null : new(
        estimate.Value,
        estimate.Interval.Lower,
        estimate.Interval.Upper,
        estimate.StandardError,
        estimate.Judged,
        estimate.Responses,
        estimate.Method.ToString(),
        estimate.Target.ToString(),
        estimate.UnjudgedShare,
        estimate.Undecided,
        estimate.Bounds.Lower,
        estimate.Bounds.Upper);
}

/// <summary>What the verdicts of a stream's period say of all of its responses.</summary>
public sealed record QualityView(
    DateTimeOffset From, DateTimeOffset To, long Sampled, long Unjudged, EstimateView? PassRate, IReadOnlyDictionary<string, EstimateView?> Scores, IReadOnlyList<HourView> Hours)
{
    public static QualityView Of(IReadOnlyList<JudgedWindow> windows, QuerySpan span)
    {
        var quality = JudgedQuality.Of(windows, EstimateTarget.ThisPeriod);
        var hours = windows.GroupBy(window => window.Start.UtcTicks / TimeSpan.TicksPerHour)
            .Select(hour => new HourView(
                new DateTimeOffset(hour.Key * TimeSpan.TicksPerHour, TimeSpan.Zero),
                EstimateView.Of(JudgedQuality.PassRateOf(hour, EstimateTarget.ThisPeriod))));
        return new(
            span.From,
            span.To,
            quality.Sampled,
            quality.Unjudged,
            EstimateView.Of(quality.PassRate),
            quality.Scores.ToDictionary(score => score.Key, score => EstimateView.Of(score.Value), StringComparer.Ordinal),
            [.. hours]);
    }
}

public sealed record HourView(DateTimeOffset Start, EstimateView? PassRate);

/// <summary>A figure with its 95 % interval; no interval where the labels give none.</summary>
public sealed record FigureView(double Value, double? Low, double? High, int Count)
{
    public static FigureView? Of(Figure? figure) => figure is null ? null : new(figure.Value, figure.Interval?.Lower, figure.Interval?.Upper, figure.Count);
}

/// <summary>How the judge agrees with people. <paramref name="NotCorrectable"/> says why there is no corrected pass rate.</summary>
public sealed record CalibrationView(
    int Labels,
    FigureView? Agreement,
    FigureView? Kappa,
    FigureView? Sensitivity,
    FigureView? Specificity,
    FigureView? WeightedKappa,
    FigureView? Spearman,
    FigureView? MeanAbsoluteError,
    FigureView? Brier,
    EstimateView? PassRate,
    FigureView? CorrectedPassRate,
    string? NotCorrectable)
{
    public static CalibrationView Of(CalibrationReport known) => new(
        known.Labels,
        FigureView.Of(known.Pass?.Agreement),
        FigureView.Of(known.Pass?.Kappa),
        FigureView.Of(known.Pass?.Sensitivity),
        FigureView.Of(known.Pass?.Specificity),
        FigureView.Of(known.Score?.WeightedKappa),
        FigureView.Of(known.Score?.Spearman),
        FigureView.Of(known.Score?.MeanAbsoluteError),
        FigureView.Of(known.Brier),
        EstimateView.Of(known.JudgePassRate),
        known.CorrectedPassRate is CorrectedPassRate.ByDifference corrected
            ? new FigureView(corrected.Value, corrected.Interval.Lower, corrected.Interval.Upper, corrected.Labels)
            : null,
        (known.CorrectedPassRate as CorrectedPassRate.NotCorrectable)?.Reason.ToString());
}

public sealed record LabelRequest(string? EventId, bool? Pass, double? Score, string? By);

public sealed record LabelReceipt(int Kept);
