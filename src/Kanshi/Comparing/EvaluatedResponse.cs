using System.Text.Json.Serialization;

namespace Kanshi.Comparing;

/// <summary>
/// One response as a judge saw it: a line of what <c>kanshi judge</c> writes. Only the id and the rubric must be there; members that are not
/// known are left out, and those that are missing keep their defaults (hence set: the generated reader overwrites init). A response judged by two rubrics has two lines.
/// </summary>
public sealed record EvaluatedResponse
{
    public const string ScoredState = "scored";

    public required string Id { get; init; }

    public DateTimeOffset? Time { get; set; }

    public string? Service { get; set; }

    public string? Deployment { get; set; }

    public string? Operation { get; set; }

    public string? Language { get; set; }

    public IReadOnlyDictionary<string, string> Dimensions { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>0..1.</summary>
    public double Risk { get; set; }

    /// <summary>(0, 1]; 1 where every response was judged.</summary>
    public double InclusionProbability { get; set; } = 1;

    public string Rubric { get; set; } = "";

    public string? RubricVersion { get; set; }

    public string? JudgeModel { get; set; }

    /// <summary><c>scored</c>, or why there is no verdict: <c>filtered</c>, <c>unparsable</c>, <c>refused</c>, <c>timed-out</c>.</summary>
    public string State { get; set; } = ScoredState;

    public bool? Pass { get; set; }

    /// <summary>Each 1..5.</summary>
    public IReadOnlyDictionary<string, double> Scores { get; set; } = new Dictionary<string, double>(StringComparer.Ordinal);

    [JsonIgnore]
    public bool IsScored => State == ScoredState;
}
