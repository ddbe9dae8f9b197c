namespace Kanshi.Local.Lab;

/// <summary>
/// How long calls take: latency = time to first token + output tokens × milliseconds a token, both times one slowness a call:
/// log-normal, now and then Pareto, times load^elasticity, times a level that wanders from cell to cell.
/// </summary>
public sealed record LatencyShape
{
    /// <summary>Median at the mean load, in milliseconds.</summary>
    public double FirstTokenMs { get; init; } = 420;

    /// <summary>Median at the mean load, in milliseconds.</summary>
    public double MsPerToken { get; init; } = 11;

    /// <summary>Standard deviation of the logarithm of a call's slowness.</summary>
    public double Sigma { get; init; } = .3;

    /// <summary>Share of calls that meet a Pareto delay on top.</summary>
    public double TailShare { get; init; } = .02;

    /// <summary>Tail index of that delay: moments of this order and above are infinite.</summary>
    public double TailIndex { get; init; } = 2;

    /// <summary>Exponent of the load (1 = mean) in the slowness.</summary>
    public double LoadElasticity { get; init; } = .35;

    /// <summary>Standard deviation of the logarithm of the level that all calls of a cell share.</summary>
    public double Wander { get; init; } = .05;

    /// <summary>Correlation of that level with the cell before.</summary>
    public double Correlation { get; init; } = .8;
}
