using Kanshi.Comparing;

namespace Kanshi.Judging.Calibration;

/// <summary>A label and the judge's verdict of the same response, in the forms that they share.</summary>
/// <param name="ScoreOfPass">The judge's mean score, on 0..1, beside the person's pass.</param>
/// <param name="AmongJudged">The verdict is one of the file of verdicts, not the label's own.</param>
internal sealed record LabelPair(LabelledVerdict? Pass, LabelledVerdict? Score, LabelledVerdict? ScoreOfPass, bool AmongJudged)
{
    /// <summary>Null where they share nothing.</summary>
    public static LabelPair? Of(Label label, EvaluatedResponse? verdict, bool random)
    {
        var judged = verdict is { IsScored: true } ? verdict : null;
        var pass = judged?.Pass ?? label.JudgePass;
        var score = judged is { Scores.Count: > 0 } ? judged.Scores.Values.Average() : label.JudgeScore;
        var probability = (label.InclusionProbability ?? (random ? 1 : null)) * (judged?.InclusionProbability ?? 1);
        var pair = new LabelPair(
            label.Pass is { } human && pass is { } machine ? new(human, machine, probability) : null,
            label.Score is { } people && score is { } points ? new(people, points, probability) : null,
            label.Pass is { } passed && score is { } chance ? new LabelledVerdict(passed ? 1 : 0, (chance - 1) / 4, probability) : null,
            judged is not null);
        return pair is { Pass: null, Score: null, ScoreOfPass: null } ? null : pair;
    }
}
