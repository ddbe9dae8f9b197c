namespace Kanshi.Sampling;

/// <summary>Why an eligible response was not judged, as the books name it.</summary>
public static class SkipReasons
{
    public const string NoContent = nameof(SamplingVerdict.NoContent);
    public const string Late = nameof(SamplingVerdict.Late);
    public const string NotSampled = nameof(SamplingVerdict.NotSampled);

    /// <summary>No judge is configured, or it was out of reach for too long.</summary>
    public const string JudgeUnavailable = nameof(SamplingVerdict.JudgeUnavailable);

    /// <summary>The minute's calls or the day's dollars were used up for too long.</summary>
    public const string OverBudget = "OverBudget";

    /// <summary>Its texts could not be redacted, so they went nowhere.</summary>
    public const string NotRedactable = "NotRedactable";
}
