using Kanshi.Windows;

namespace Kanshi.Estimates;

/// <summary>The strata that are used, after a byte that says which.</summary>
internal static class StrataBytes
{
    public delegate T Reading<T>(ref SketchReader reader);

    public static void Write<T>(SketchWriter writer, T?[] strata, Action<T, SketchWriter> write)
        where T : class
    {
        var used = 0;
        for (var i = 0; i < strata.Length; i++)
            used |= strata[i] is null ? 0 : 1 << i;
        writer.Byte((byte)used);
        foreach (var stratum in strata)
        {
            if (stratum is not null)
                write(stratum, writer);
        }
    }

    public static void Read<T>(ref SketchReader reader, T?[] strata, Reading<T> read)
        where T : class
    {
        var used = reader.Byte();
        if (used >= 1 << strata.Length)
            throw new InvalidDataException($"stored bytes are damaged: strata {used:b} where {strata.Length} are known");
        for (var i = 0; i < strata.Length; i++)
        {
            if ((used & (1 << i)) != 0)
                strata[i] = read(ref reader);
        }
    }
}
