using System.Text;
using Kanshi.Judging.Calibration;

namespace Kanshi.Local.Commands;

/// <summary>A calibration as a person reads it.</summary>
internal static class CalibrationText
{
    public static void Write(Stream output, CalibrationReport report)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine($"{report.Labels} labels with a verdict, {report.Unmatched} without");
        if (report.Pass is { } pass)
        {
            Line(writer, "agreement", pass.Agreement);
            Line(writer, "kappa", pass.Kappa);
            Line(writer, "sensitivity (passes found)", pass.Sensitivity);
            Line(writer, "specificity (fails found)", pass.Specificity);
        }

        if (report.Score is { } score)
        {
            Line(writer, "weighted kappa", score.WeightedKappa);
            Line(writer, "Spearman", score.Spearman);
            Line(writer, "mean absolute error", score.MeanAbsoluteError);
        }

        Line(writer, "Brier", report.Brier);
        if (report.JudgePassRate is { } rate)
            writer.WriteLine($"{"pass rate by the judge",-28}{rate.Value,7:0.000}  {rate.Interval.Lower:0.000} to {rate.Interval.Upper:0.000}  of {rate.Judged} verdicts");
        writer.WriteLine(Corrected(report.CorrectedPassRate));
    }

    private static void Line(StreamWriter writer, string name, Figure? figure)
    {
        if (figure is null)
            return;
        var interval = figure.Interval is { } ends ? $"{ends.Lower:0.000} to {ends.Upper:0.000}" : "no interval: too few, or all alike";
        writer.WriteLine($"{name,-28}{figure.Value,7:0.000}  {interval}  of {figure.Count}, {figure.Method}");
    }

    private static string Corrected(CorrectedPassRate corrected) => corrected switch
    {
        CorrectedPassRate.ByDifference it =>
            $"{"corrected pass rate",-28}{it.Value,7:0.000}  {it.Interval.Lower:0.000} to {it.Interval.Upper:0.000}  by the difference of {it.Labels} labels",
        CorrectedPassRate.ByRoganGladen it =>
            $"{"corrected pass rate",-28}{it.Value,7:0.000}  {it.Interval.Lower:0.000} to {it.Interval.Upper:0.000}  by Rogan and Gladen, {it.Labels} labels",
        CorrectedPassRate.NotCorrectable it => $"corrected pass rate         not correctable: {Reason(it.Reason)}",
        _ => "",
    };

    private static string Reason(NotCorrectableReason reason) => reason switch
    {
        NotCorrectableReason.LabelsNotRandom => "picked labels say nothing of the others; draw them at random (--random-labels) or give each its inclusionProbability",
        NotCorrectableReason.TooFewLabels => "ten labels are needed (by Rogan and Gladen five of what people pass and five of what they fail)",
        NotCorrectableReason.JudgeTooWeak => "sensitivity + specificity - 1 is under 0.3, the judge hardly tells good from bad",
        _ => "no verdicts to correct; give --judgements",
    };
}
