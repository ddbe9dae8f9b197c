using Kanshi.Windows;

namespace Kanshi.Drift.Evidence;

/// <summary>
/// An e-detector of the Shiryaev–Roberts type for one alternative: R ← R·L₁ + L₂, L₁ the e-value of a shift that goes on, L₂ of one that begins in
/// this window. While each has mean at most 1 given the past, E[R] grows by at most 1 a window, which is what keeps the budget (Shin, Ramdas and
/// Rinaldo, E-detectors, 2022).
/// </summary>
/// <param name="Since">Unix seconds of the first window after R was last below 1: where the shift began if there is one.</param>
public readonly record struct EProcess(double Value, long Since)
{
    /// <summary>Beyond this nothing changes any more: every threshold is far below.</summary>
    private const double Most = 1e60;

    public EProcess Next(double goesOn, double beginsNow, DateTimeOffset window)
    {
        var next = Math.Min((Value * goesOn) + beginsNow, Most);
        return new(next, Value < 1 ? window.ToUnixTimeSeconds() : Since);
    }

    internal void Write(SketchWriter writer)
    {
        writer.Double(Value);
        writer.Unsigned((ulong)Since);
    }

    internal static EProcess Read(ref SketchReader reader) => new(reader.Double(), (long)reader.Unsigned());
}
