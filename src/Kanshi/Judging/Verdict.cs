namespace Kanshi.Judging;

/// <summary>What the judge said of one response, and by what it said so.</summary>
public sealed record Verdict
{
    /// <summary>Characters of a reason.</summary>
    public const int MaxReasonLength = 300;

    public required VerdictState State { get; init; }

    /// <summary>Null unless scored.</summary>
    public bool? Pass { get; init; }

    /// <summary>Marks by dimension; empty unless scored.</summary>
    public IReadOnlyDictionary<string, int> Scores { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>
    /// Why, in at most <see cref="MaxReasonLength"/> characters on one line, redacted. The judge's words when it scored, and then not to be trusted:
    /// a judged text may have put words into its mouth. Otherwise ours.
    /// </summary>
    public string Reason { get; init; } = "";

    public required string Rubric { get; init; }

    public required string RubricVersion { get; init; }

    /// <summary>As the endpoint named itself, or as it is configured.</summary>
    public required string JudgeModel { get; init; }

    /// <summary>Of all attempts; null when the endpoint did not say.</summary>
    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    /// <summary>US dollars of all attempts; null when it is not known: then budgets count <see cref="Judge.MaximumPrice"/>.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>The same texts were judged before: nothing was asked and nothing spent.</summary>
    public bool Cached { get; init; }

    /// <summary>How often the judge was asked: 0 from the cache, 2 when its first answer could not be read.</summary>
    public int Attempts { get; init; }
}
