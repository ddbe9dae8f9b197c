using System.Text.Json;
using Kanshi.Comparing;

namespace Kanshi.Judging.Calibration;

/// <summary>The labels of a file, the last one of an event and person counting, and the lines that could not be read.</summary>
public sealed record LabelFile(IReadOnlyList<Label> Labels, int Replaced, IReadOnlyList<EvaluatedRun.BadLine> BadLines)
{
    public static async Task<LabelFile> ReadAsync(Stream source, CancellationToken cancellation)
    {
        var labels = new Dictionary<(string, string?), Label>();
        var lines = 0;
        var bad = await JsonLines.ReadAsync(
            source,
            line =>
            {
                var label = Read(line);
                labels[(label.EventId, label.By)] = label;
                lines++;
            },
            cancellation);
        return new([.. labels.Values], lines - labels.Count, bad);
    }

    /// <exception cref="JsonException">Not a label, and why.</exception>
    private static Label Read(string line)
    {
        var label = JsonSerializer.Deserialize(line, CalibrationJsonContext.Default.Label) ?? throw new JsonException("null is no label");
        return label switch
        {
            { EventId: null or "" } => throw new JsonException("eventId is empty"),
            { Pass: null, Score: null } => throw new JsonException("it has neither pass nor score"),
            { Score: < 1 or > 5 } => throw new JsonException($"score is {label.Score}; it must be 1 to 5"),
            { JudgeScore: < 1 or > 5 } => throw new JsonException($"judgeScore is {label.JudgeScore}; it must be 1 to 5"),
            { InclusionProbability: <= 0 or > 1 } => throw new JsonException($"inclusionProbability is {label.InclusionProbability}; it must be above 0 and at most 1"),
            _ => label,
        };
    }
}
