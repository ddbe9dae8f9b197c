using Kanshi.Estimates;
using Kanshi.Inference;
using Kanshi.Windows;

namespace Kanshi.Judging;

/// <summary>The judgements of one stream's window once they are complete or given up, with the population that they speak for.</summary>
public sealed record JudgedWindow(StreamKey Stream, DateTimeOffset Start, PopulationSums Population, JudgedSums Selection, VerdictSums Verdicts)
{
    private const byte FormatVersion = 1;

    /// <summary>A measure's sums: all that were sampled, with the verdicts there are.</summary>
    public JudgedSums SumsOf(string measure) => Verdicts.With(Selection, measure);

    internal ReadOnlyMemory<byte> ToBytes()
    {
        var writer = new SketchWriter();
        writer.Byte(FormatVersion);
        Population.Write(writer);
        Selection.Write(writer);
        Verdicts.Write(writer);
        return writer.Written;
    }

    internal static JudgedWindow FromBytes(StreamKey stream, DateTimeOffset start, ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes);
        reader.Version(FormatVersion, "a judged window");
        var window = new JudgedWindow(stream, start, PopulationSums.Read(ref reader), JudgedSums.Read(ref reader), VerdictSums.Read(ref reader));
        reader.End();
        return window;
    }
}
