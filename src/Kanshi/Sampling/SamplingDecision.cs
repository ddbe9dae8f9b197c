using Kanshi.Inference;

namespace Kanshi.Sampling;

/// <summary>What the sampling says of one response.</summary>
public enum SamplingVerdict
{
    /// <summary>A failed call, or a measurement: there is no response.</summary>
    NotEligible,

    /// <summary>Eligible, but no text was captured, or none may leave the scoring.</summary>
    NoContent,

    /// <summary>Eligible, but no judge is configured.</summary>
    JudgeUnavailable,

    /// <summary>Eligible, but it came when its window's books may have been closed already.</summary>
    Late,

    /// <summary>Eligible, and chance has passed it over.</summary>
    NotSampled,

    /// <summary>Eligible, and on its way to the judge.</summary>
    Sampled,
}

/// <summary>The verdict with <paramref name="Probability"/>, the chance with which the response was to be sampled; 0 where none was drawn.</summary>
public readonly record struct SamplingDecision(SamplingVerdict Verdict, double Probability = 0)
{
    public bool IsEligible => Verdict != SamplingVerdict.NotEligible;

    /// <summary>Of those that an estimate speaks about: eligible, with text, on time.</summary>
    public bool IsInPopulation => Verdict is SamplingVerdict.JudgeUnavailable or SamplingVerdict.NotSampled or SamplingVerdict.Sampled;

    /// <summary>Why an eligible response goes to no judge; null when it does, or is not eligible.</summary>
    public string? SkipReason => Verdict switch
    {
        SamplingVerdict.NoContent => SkipReasons.NoContent,
        SamplingVerdict.JudgeUnavailable => SkipReasons.JudgeUnavailable,
        SamplingVerdict.Late => SkipReasons.Late,
        SamplingVerdict.NotSampled => SkipReasons.NotSampled,
        _ => null,
    };

    /// <summary>The decision where no judge is configured.</summary>
    public static SamplingDecision WithoutJudge(InferenceEvent e) =>
        new(Before(e, mayLeave: true, isLate: false) is not SamplingVerdict.NotSampled and var settled ? settled : SamplingVerdict.JudgeUnavailable);

    /// <summary>What can be said of a response without drawing; <see cref="SamplingVerdict.NotSampled"/> where a draw is to be made.</summary>
    /// <param name="mayLeave">Whether texts may leave the scoring.</param>
    public static SamplingVerdict Before(InferenceEvent e, bool mayLeave, bool isLate)
    {
        // A measurement is no response, and what failed has none.
        if (e.Measurement is not null || e.Outcome != Outcome.Success)
            return SamplingVerdict.NotEligible;
        if (e.Output is null || !mayLeave)
            return SamplingVerdict.NoContent;
        return isLate ? SamplingVerdict.Late : SamplingVerdict.NotSampled;
    }
}
