using Kanshi.Estimates;
using Kanshi.Windows;

namespace Kanshi.Judging;

/// <summary>
/// The verdicts on one stream's responses of a window: for each measure ("pass", and a score for each dimension of the rubrics) what estimates are made
/// from. Merging in any order gives the same bytes.
/// </summary>
public sealed class VerdictSums
{
    private const byte FormatVersion = 1;

    /// <summary>Dimensions beyond these are not summed up; a rubric has a handful.</summary>
    private const int MaxMeasures = 24;

    /// <summary>The measure that every rubric has: pass as 1, fail as 0.</summary>
    public const string Pass = "pass";
    private readonly SortedDictionary<string, JudgedSums> _measures = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, JudgedSums> Measures => _measures;

    internal void Add(Judgement judgement)
    {
        if (judgement.Verdict is not { } verdict || verdict.State == VerdictState.TimedOut)
            return; // a timeout says nothing of the answer: it counts as unjudged, and that is known by the selection
        var sampled = judgement.SampledAs;
        foreach (var dimension in verdict.Scores.Keys)
            _ = Of(dimension);
        _ = Of(Pass);
        foreach (var (measure, sums) in _measures)
        {
            if (UndecidedOf(verdict.State) is { } undecided)
                sums.AddUndecided(in sampled, undecided);
            else if (measure == Pass)
                sums.AddScored(in sampled, verdict.Pass == true);
            else if (verdict.Scores.TryGetValue(measure, out var score))
                sums.AddScored(in sampled, score);
            else
                sums.AddNotApplicable(in sampled);
        }
    }

    public void Merge(VerdictSums other)
    {
        // A measure that one of the two does not know was outside of the rubrics for all that it holds.
        foreach (var measure in other._measures.Keys)
            _ = Of(measure);
        var outside = other._measures.TryGetValue(Pass, out var pass) ? pass.AsNotApplicable() : new JudgedSums();
        foreach (var (measure, sums) in _measures)
            sums.Merge(other._measures.GetValueOrDefault(measure, outside));
    }

    /// <summary>A measure's verdicts together with all that were sampled for it.</summary>
    public JudgedSums With(JudgedSums selection, string measure) => _measures.GetValueOrDefault(measure, new JudgedSums()).WithSelection(selection);

    internal void Write(SketchWriter writer)
    {
        writer.Byte(FormatVersion);
        writer.Unsigned((ulong)_measures.Count);
        foreach (var (measure, sums) in _measures)
        {
            writer.Text(measure);
            sums.Write(writer);
        }
    }

    internal static VerdictSums Read(ref SketchReader reader)
    {
        reader.Version(FormatVersion, "sums of verdicts");
        var sums = new VerdictSums();
        for (var left = reader.Count(MaxMeasures); left > 0; left--)
            sums._measures[reader.Text()] = JudgedSums.Read(ref reader);
        return sums;
    }

    public ReadOnlyMemory<byte> ToBytes()
    {
        var writer = new SketchWriter();
        Write(writer);
        return writer.Written;
    }

    /// <exception cref="InvalidDataException">The bytes are damaged or of another format version.</exception>
    public static VerdictSums FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes);
        var sums = Read(ref reader);
        reader.End();
        return sums;
    }

    private static Undecided? UndecidedOf(VerdictState state) => state switch
    {
        VerdictState.Filtered => Undecided.Filtered,
        VerdictState.Unparsable => Undecided.Unparsable,
        VerdictState.Refused => Undecided.Refused,
        _ => null,
    };

    /// <summary>The sums of a measure. A new one begins with what was judged before, to which it did not apply.</summary>
    private JudgedSums? Of(string measure)
    {
        if (_measures.TryGetValue(measure, out var sums))
            return sums;
        if (_measures.Count >= MaxMeasures)
            return null;
        return _measures[measure] = _measures.TryGetValue(Pass, out var pass) ? pass.AsNotApplicable() : new();
    }
}
