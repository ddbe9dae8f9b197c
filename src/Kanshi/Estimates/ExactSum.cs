using Kanshi.Windows;

namespace Kanshi.Estimates;

/// <summary>A sum in whole billionths: the same to the last bit in whatever order it is added up. Holds up to 1.7·10²⁹.</summary>
internal struct ExactSum
{
    private const double Units = 1e9;
    private Int128 _units;

    public readonly double Value => (double)_units / Units;

    public void Add(double value)
    {
        var units = Math.Round(value * Units);
        // The conversion to 64 bits is an instruction, that to 128 a calculation.
        _units += Math.Abs(units) < long.MaxValue ? (Int128)(long)units : (Int128)units;
    }

    public void Add(ExactSum other) => _units += other._units;

    public readonly void Write(SketchWriter writer) => writer.Wide(_units);

    public static ExactSum Read(ref SketchReader reader) => new() { _units = reader.Wide() };
}
