namespace Kanshi.Drift.Evidence;

/// <summary>What the tests of a window's metrics share.</summary>
internal readonly ref struct WindowContext(DateTimeOffset start, int missed, bool seasonKnown, double cap, ReadOnlySpan<double> basis)
{
    public DateTimeOffset Start { get; } = start;

    /// <summary>Windows between the one before and this, at most 1000: then nothing of a level is left.</summary>
    public int Missed { get; } = missed;

    /// <summary>False on a kind of day that was not seen yet: only what no season explains counts then.</summary>
    public bool SeasonKnown { get; } = seasonKnown;

    /// <summary>The most that one window may say, so that no single window decides.</summary>
    public double Cap { get; } = cap;

    public ReadOnlySpan<double> Basis { get; } = basis;
}

/// <summary>Expected and observed on the metric's scale (ln(1 + x/u), or the share), and their distance in spreads of a window.</summary>
internal readonly record struct WindowReading(double Expected, double Observed, double Distance);
