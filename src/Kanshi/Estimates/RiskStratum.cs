namespace Kanshi.Estimates;

/// <summary>
/// One of four classes of the heuristic risk with fixed edges: [0, .05) nothing found, [.05, .3) a hint, [.3, .6) one sure finding of a
/// mild kind, [.6, 1] trouble. Within a stratum of a window, sampled responses that went unjudged count as missing at random.
/// </summary>
public readonly record struct RiskStratum
{
    public const int Count = 4;
    private const double Hint = 0.05;
    private const double Mild = 0.3;
    private const double Trouble = 0.6;

    private RiskStratum(int index) => Index = index;

    /// <summary>0..3, ascending with risk.</summary>
    public int Index { get; }

    /// <param name="risk">0..1; beyond it counts as the nearer end.</param>
    public static RiskStratum Of(double risk) => new(risk switch
    {
        < Hint => 0,
        < Mild => 1,
        < Trouble => 2,
        _ => 3,
    });
}
