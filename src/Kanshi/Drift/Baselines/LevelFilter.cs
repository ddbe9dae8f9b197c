namespace Kanshi.Drift.Baselines;

/// <summary>
/// The Kalman filter of a level that wanders about its season as an AR(1) process and is seen through noise. Its innovations are what is left to
/// test: unlike z − φz of single windows they stay white when windows hold few events, and a gap only widens the forecast.
/// </summary>
/// <param name="Level">What the level is expected to be off the season in the next window.</param>
/// <param name="Variance">Of that expectation.</param>
public readonly record struct LevelFilter(double Level, double Variance)
{
    public static LevelFilter Start(LevelProcess process) => new(0, process.Signal);

    /// <summary>A window without observations has passed.</summary>
    public LevelFilter Skip(LevelProcess process) => Forecast(Level, Variance, process);

    /// <param name="offSeason">The window's value less its season.</param>
    public LevelFilter Next(LevelProcess process, double offSeason, double noise)
    {
        var gain = Variance / (Variance + noise);
        return Forecast(Level + (gain * (offSeason - Level)), Variance * (1 - gain), process);
    }

    /// <summary>
    /// How much of a lasting shift is left in the innovations once the filter has followed it: 1 − φK/(1 − φ(1−K)), K the gain. For noise-free
    /// windows this is 1 − φ.
    /// </summary>
    public double Remainder(LevelProcess process, double noise)
    {
        var gain = Variance / (Variance + noise);
        return (1 - process.Phi) / (1 - (process.Phi * (1 - gain)));
    }

    private static LevelFilter Forecast(double level, double variance, LevelProcess process) =>
        new(process.Phi * level, (process.Phi * process.Phi * variance) + ((1 - (process.Phi * process.Phi)) * process.Signal));
}

/// <summary>An AR(1) process: its coefficient and its stationary variance.</summary>
public readonly record struct LevelProcess(double Phi, double Signal);
