using Kanshi.Inference;
using Kanshi.Scoring;

namespace Kanshi.Tests.Scoring;

/// <summary>Events with just what a check reads, and the scorer that they go through.</summary>
internal static class ScoringEvents
{
    public static ResponseScorer Scorer { get; } = new();

    public static InferenceEvent Answer(string? output, string prompt = "") => new()
    {
        Time = new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero),
        Service = "support-bot",
        Deployment = "gpt-4o",
        Status = 200,
        FinishReason = "stop",
        Output = output is null ? null : Utf8Text.From(output),
        Input = prompt.Length == 0 ? [] : [new ChatMessage("user", Utf8Text.From(prompt))],
    };

    public static ScoreCard Score(string? output, string prompt = "") => Scorer.Score(Answer(output, prompt));

    public static Finding? Find(this ScoreCard card, string check)
    {
        foreach (var finding in card.Findings)
        {
            if (finding.Check == check)
                return finding;
        }

        return null;
    }

    public static string TextOf(this Finding finding, string output) => new Utf8Text(Utf8Text.From(output).Bytes.Slice(finding.Start, finding.Length)).ToString();
}
