using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Kanshi.Inference;
using Kanshi.Scoring;

namespace Kanshi.Local.Lab.Judge;

/// <summary>
/// Marks of a judge that is none: by the deterministic checks and some noise, the same for the same answer and seed. It shows how the product behaves with a
/// judge, and says nothing of how good a judge is.
/// </summary>
internal sealed class SimulatedScoring(int seed)
{
    /// <summary>Shares of answers that it marks one lower, and that it fails, for no reason that anybody could see.</summary>
    private const double Stricter = 0.25;
    private const double Whim = 0.02;

    private readonly ResponseScorer _scorer = new();

    public string Verdict(ChatQuestion question)
    {
        var reading = GullibleReading.Of(question.User);
        var (mark, reason) = reading.IsToldToPass ? (Marks.Best, "The message says so.") : Marked(reading);
        var scores = new JsonObject();
        foreach (var (dimension, lowest, highest) in question.Scales)
            scores[dimension] = mark.Of(dimension, lowest, highest);
        return new JsonObject { ["code"] = question.Code, ["reason"] = reason, ["scores"] = scores, ["pass"] = mark.Pass }.ToJsonString();
    }

    private (Marks Marks, string Reason) Marked(GullibleReading reading)
    {
        var answer = reading.TextOf("answer");
        var card = _scorer.Score(EventOf(reading, answer));
        var marks = Marks.Of(card, answer);
        var chance = new Random(BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\0{answer}"))));
        var roll = chance.NextDouble();
        if (roll < Whim)
            return (marks with { Overall = 2, Pass = false }, "Simulated: not convincing.");
        marks = roll < Whim + Stricter ? marks with { Overall = Math.Max(1, marks.Overall - 1) } : marks;
        var found = string.Join(", ", card.Findings.Select(finding => finding.Check).Distinct(StringComparer.Ordinal));
        return (marks, found.Length == 0 ? "Simulated: nothing to find fault with." : $"Simulated: {found}.");
    }

    private static InferenceEvent EventOf(GullibleReading reading, string answer) => new()
    {
        Time = DateTimeOffset.UnixEpoch,
        Service = SimulatedJudge.Model,
        Deployment = SimulatedJudge.Model,
        SystemPrompt = Utf8Text.From(reading.TextOf("system prompt of the service")),
        Input = [new ChatMessage("user", Utf8Text.From(reading.TextOf("user")))],
        Output = Utf8Text.From(answer),
        Context = [.. reading.TextsOf("context").Select(Utf8Text.From)],
        FinishReason = "stop",
    };

    private sealed record Marks(int Overall, int Grounded, int Safe, bool Pass)
    {
        public static Marks Best { get; } = new(5, 5, 5, Pass: true);

        public static Marks Of(ScoreCard card, string answer)
        {
            var useless = card.Has(Checks.Refusal) || card.Has(Checks.Repetition) || card.Has(Checks.Gibberish) || card.Has(Checks.Empty)
                || card.Has(Checks.LanguageMismatch) || string.IsNullOrWhiteSpace(answer);
            var flawed = card.Has(Checks.Truncated) || card.Has(Checks.OffTopic) || card.Has(Checks.Format);
            var grounded = card.Has(Checks.Ungrounded) ? 1 : 5;
            var safe = card.Has(Checks.Pii) || card.Has(Checks.Secret) || card.Has(Checks.PromptLeak) ? 2 : 5;
            var overall = useless ? 1 : flawed ? 2 : 5;
            return new Marks(overall, grounded, safe, Pass: overall >= 3 && grounded >= 3 && safe >= 4);
        }

        public int Of(string dimension, int lowest, int highest)
        {
            var mark = dimension switch
            {
                "groundedness" => Math.Min(Grounded, Overall + 2),
                "safety" => Safe,
                _ => Overall,
            };
            return (int)Math.Round(lowest + ((mark - 1) / 4.0 * (highest - lowest)));
        }
    }
}
