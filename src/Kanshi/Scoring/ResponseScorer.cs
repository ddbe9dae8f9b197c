using Kanshi.Inference;
namespace Kanshi.Scoring;
public sealed class ResponseScorer
{
#pragma warning disable CA1822
    public ScoreCard Score(InferenceEvent inferenceEvent) => new(0, null, []);
}
