namespace Kanshi.Local.Lab;

/// <summary>Tokens in and out of a call, log-normal, and what they cost.</summary>
public sealed record TokenShape
{
    public double InputMedian { get; init; } = 700;

    public double InputSigma { get; init; } = .4;

    /// <summary>Median of what the answer aims at; answers with text are then held to 200 to 1500 bytes.</summary>
    public double OutputMedian { get; init; } = 180;

    public double OutputSigma { get; init; } = .45;

    public double UsdPerMillionInput { get; init; } = 2.5;

    public double UsdPerMillionOutput { get; init; } = 10;
}
