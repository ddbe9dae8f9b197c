using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Judging;

namespace Kanshi.Local.Judging;

/// <summary>What of a file is judged.</summary>
/// <param name="Sample">The chance with which a response is judged, decided by its id: the same in every run.</param>
/// <param name="OnlyRubric">The one that was asked for; null: each response by the one that is for it.</param>
/// <param name="AtATime">Responses that are waited for together.</param>
internal sealed record JudgeRunOptions(double Sample, Rubric? OnlyRubric, int AtATime)
{
    private const string Salt = "kanshi judge";

    /// <param name="number">Of the record, for events without an id.</param>
    public bool Samples(InferenceEvent e, long number) =>
        Sample >= 1 || EventIdentity.HashOf(Salt, e.Id is { Length: < 256 } id ? $"{e.Service}\0{id}" : $"{e.Service}\0{number}") < Sample * ulong.MaxValue;

    /// <summary>Ours, times that of a sender who has sampled before us.</summary>
    public double InclusionProbabilityOf(InferenceEvent e) => Sample / e.UpstreamWeight;
}
