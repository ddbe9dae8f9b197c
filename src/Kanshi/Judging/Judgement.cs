using System.Text.Json;
using System.Text.Json.Serialization;
using Kanshi.Comparing;
using Kanshi.Estimates;
using Kanshi.Sampling;

namespace Kanshi.Judging;

/// <summary>What became of one sampled response: a verdict, or the reason why there is none. Its texts are not in it.</summary>
public sealed record Judgement
{
    public string? Id { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Service { get; init; }

    public required string Deployment { get; init; }

    public required string Operation { get; init; }

    public string? Language { get; init; }

    public required IReadOnlyDictionary<string, string> Dimensions { get; init; }

    public required double Risk { get; init; }

    /// <summary>The chance with which it was to be sampled.</summary>
    public required double InclusionProbability { get; init; }

    public required double UpstreamWeight { get; init; }

    /// <summary>What the checks had found.</summary>
    public IReadOnlyList<string> Checks { get; init; } = [];

    /// <summary>Null when it was skipped.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>One of <see cref="SkipReasons"/>; null when it was judged.</summary>
    public string? SkipReason { get; init; }

    /// <summary>When it was judged or skipped.</summary>
    public required DateTimeOffset At { get; init; }

    [JsonIgnore]
    internal SampledAs SampledAs => new(UpstreamWeight, InclusionProbability, Risk);

    public static Judgement Of(SampledResponse response, Verdict verdict, DateTimeOffset at) => Of(response, at) with { Verdict = verdict };

    public static Judgement Skipped(SampledResponse response, string reason, DateTimeOffset at) => Of(response, at) with { SkipReason = reason };

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, JudgementJsonContext.Default.Judgement);

    internal static Judgement FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, JudgementJsonContext.Default.Judgement) ?? throw new InvalidDataException("a judgement's row is empty");

    /// <summary>As <c>kanshi judge</c> writes it; null when it was skipped, or has no id by which it could be found again.</summary>
    public EvaluatedResponse? ToEvaluated() => Verdict is not { } verdict || Id is null ? null : new()
    {
        Id = Id,
        Time = Time,
        Service = Service,
        Deployment = Deployment,
        Operation = Operation,
        Language = Language,
        Dimensions = Dimensions,
        Risk = Risk,
        InclusionProbability = InclusionProbability,
        Rubric = verdict.Rubric,
        RubricVersion = verdict.RubricVersion,
        JudgeModel = verdict.JudgeModel,
        State = VerdictJson.NameOf(verdict.State),
        Pass = verdict.Pass,
        Scores = verdict.Scores.ToDictionary(score => score.Key, score => (double)score.Value, StringComparer.Ordinal),
    };

    private static Judgement Of(SampledResponse response, DateTimeOffset at) => new()
    {
        Id = response.Id,
        Time = response.Time,
        Service = response.Service,
        Deployment = response.Deployment,
        Operation = response.Operation,
        Language = response.Language,
        Dimensions = response.Dimensions,
        Risk = response.Risk,
        InclusionProbability = response.Probability,
        UpstreamWeight = response.UpstreamWeight,
        Checks = response.Checks,
        At = at,
    };
}
