using Kanshi.Drift.Baselines;
using Kanshi.Windows;

namespace Kanshi.Drift.Evidence;

/// <summary>
/// What has gathered against one metric being on its course: an e-process a direction and size of effect. The level belongs to quantities only.
/// </summary>
public readonly record struct MetricEvidence(LevelFilter? Level, EProcess UpSmall, EProcess UpLarge, EProcess DownSmall, EProcess DownLarge)
{
    /// <summary>The mean over the sizes.</summary>
    public double Up => (UpSmall.Value + UpLarge.Value) / 2;

    public double Down => (DownSmall.Value + DownLarge.Value) / 2;

    public DateTimeOffset Since(bool up)
    {
        var (small, large) = up ? (UpSmall, UpLarge) : (DownSmall, DownLarge);
        return DateTimeOffset.FromUnixTimeSeconds((small.Value > large.Value ? small : large).Since);
    }

    /// <summary>After a page: what led to it is spent, the level stays.</summary>
    public MetricEvidence Reset() => new(Level, default, default, default, default);

    internal void Write(SketchWriter writer)
    {
        writer.Byte(Level is null ? (byte)0 : (byte)1);
        if (Level is { } level)
        {
            writer.Double(level.Level);
            writer.Double(level.Variance);
        }

        UpSmall.Write(writer);
        UpLarge.Write(writer);
        DownSmall.Write(writer);
        DownLarge.Write(writer);
    }

    internal static MetricEvidence Read(ref SketchReader reader)
    {
        LevelFilter? level = reader.Byte() == 0 ? null : new LevelFilter(reader.Double(), reader.Double());
        return new(level, EProcess.Read(ref reader), EProcess.Read(ref reader), EProcess.Read(ref reader), EProcess.Read(ref reader));
    }
}
