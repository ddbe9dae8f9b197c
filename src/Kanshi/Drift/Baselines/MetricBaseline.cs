using Kanshi.Windows;

namespace Kanshi.Drift.Baselines;

/// <summary>What is normal for one metric of one stream. <see cref="Season"/>: coefficients on <see cref="SeasonBasis"/>.</summary>
public abstract record MetricBaseline
{
    private MetricBaseline()
    {
    }

    /// <summary>Windows that it was learnt from.</summary>
    public int Windows { get; init; }

    /// <summary>Coefficients of the season on the metric's scale: ln(1 + x/u) of a quantity, log-odds of a share.</summary>
    public float[] Season { get; init; } = [];

    /// <summary>How far the level may lie off without being a shift, in units of the metric's scale: wander and what the baseline itself does not know.</summary>
    public float DeadZone { get; init; }

    /// <summary>How the level wanders about its season, window by window.</summary>
    public float Phi { get; init; }

    /// <summary>Stationary variance of that.</summary>
    public float Signal { get; init; }

    internal LevelProcess Level => new(Phi, Signal);

    /// <summary>
    /// y = season + u + e: u an AR(1) process with coefficient <see cref="MetricBaseline.Phi"/> and variance <see cref="MetricBaseline.Signal"/>, e independent with variance
    /// <see cref="Nugget"/> + <see cref="Within"/>²/n. <see cref="Scale"/> makes the standardised innovations Student t with 5 degrees of freedom.
    /// </summary>
    public sealed record Location : MetricBaseline
    {
        public float Nugget { get; init; }

        /// <summary>Standard deviation of single events on the scale of ln(1 + x/u).</summary>
        public float Within { get; init; }

        public float Scale { get; init; } = 1;

        /// <summary>Variance of the value of a window of n events about its season, but for u.</summary>
        internal double NoiseOf(long events) => Nugget + ((double)Within * Within / events);
    }

    /// <summary>
    /// Log-odds = season + u, u an AR(1) process with coefficient <see cref="MetricBaseline.Phi"/> and variance <see cref="MetricBaseline.Signal"/>; given
    /// its forecast a window is beta-binomial, since the forecast is uncertain.
    /// </summary>
    public sealed record Share : MetricBaseline;

    internal void Write(SketchWriter writer)
    {
        writer.Byte(this is Location ? (byte)1 : (byte)2);
        writer.Unsigned((ulong)Windows);
        writer.Unsigned((ulong)Season.Length);
        foreach (var coefficient in Season)
            writer.Single(coefficient);
        writer.Single(DeadZone);
        float[] numbers = this switch
        {
            Location it => [Phi, Signal, it.Nugget, it.Within, it.Scale],
            _ => [Phi, Signal],
        };
        foreach (var number in numbers)
            writer.Single(number);
    }

    internal static MetricBaseline? Read(ref SketchReader reader)
    {
        var kind = reader.Byte();
        if (kind == 0)
            return null;
        var windows = (int)reader.Unsigned();
        var season = new float[reader.Count(SeasonBasis.Size)];
        for (var i = 0; i < season.Length; i++)
            season[i] = reader.Single();
        var deadZone = reader.Single();
        return kind switch
        {
            1 => new Location
            {
                Windows = windows,
                Season = season,
                DeadZone = deadZone,
                Phi = reader.Single(),
                Signal = reader.Single(),
                Nugget = reader.Single(),
                Within = reader.Single(),
                Scale = reader.Single(),
            },
            2 => new Share { Windows = windows, Season = season, DeadZone = deadZone, Phi = reader.Single(), Signal = reader.Single() },
            _ => throw new InvalidDataException($"a baseline names a kind {kind} of metric; 1 and 2 are known"),
        };
    }
}
