using System.Text.Encodings.Web;
using System.Text.Json;
using Kanshi.Estimates;

namespace Kanshi.Judging.Calibration;

/// <summary>How far a judge can be believed, and the pass rate with its errors taken out.</summary>
/// <param name="Labels">Labels that found a verdict.</param>
/// <param name="Unmatched">Labels that did not.</param>
/// <param name="Pass">Null without labels of pass and fail.</param>
/// <param name="Score">Null without labels with a score.</param>
/// <param name="Brier">Of the judge's score, as a probability of the person's pass; null without both.</param>
/// <param name="JudgePassRate">By the judge alone, of all it judged; null where nothing was.</param>
public sealed record CalibrationReport(
    int Labels,
    int Unmatched,
    PassAgreement? Pass,
    ScoreAgreement? Score,
    Figure? Brier,
    Estimate? JudgePassRate,
    CorrectedPassRate CorrectedPassRate,
    IReadOnlyList<string> Warnings)
{
    /// <summary>One document, as <c>kanshi calibrate --json</c> prints it.</summary>
    public void WriteJson(Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            JsonSerializer.Serialize(json, this, CalibrationJsonContext.Default.CalibrationReport);
        output.WriteByte((byte)'\n');
    }
}
