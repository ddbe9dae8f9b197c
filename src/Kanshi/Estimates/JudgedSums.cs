using Kanshi.Windows;

namespace Kanshi.Estimates;

/// <summary>
/// All that is kept of the sampled responses of one measure (pass as 0 or 1, or a score 1..5) of one stream and window, by risk stratum.
/// Merging parts of the same window in any order and grouping gives the same bytes. Windows are put together by
/// <see cref="JudgedPeriod"/>, not merged: what went unjudged is made up for within its window.
/// </summary>
public sealed class JudgedSums
{
    private const byte FormatVersion = 1;
    private static readonly int _states = Enum.GetValues<Undecided>().Length;
    private readonly StratumSums?[] _strata = new StratumSums?[RiskStratum.Count];
    private readonly long[] _undecided = new long[_states];

    /// <summary>Responses that were sampled and whose end is known: scored, undecided or unjudged.</summary>
    public long Selected => _strata.Sum(stratum => stratum?.Selected ?? 0);

    /// <summary>Those with a value.</summary>
    public long Scored => _strata.Sum(stratum => stratum?.Scored.Count ?? 0);

    /// <summary>Those that never got to a verdict of any kind.</summary>
    public long Unjudged => _strata.Sum(stratum => stratum is null ? 0 : stratum.Selected - stratum.Judged);

    public long CountOf(Undecided state) => _undecided[(int)state];

    internal IReadOnlyList<StratumSums?> Strata => _strata;

    /// <param name="value">0 or 1, or a score; −1 000 to 1 000.</param>
    public void AddScored(in SampledAs sampled, double value)
    {
        if (!(Math.Abs(value) <= 1000))
            throw new ArgumentOutOfRangeException(nameof(value), value, "a judged value is a number from -1000 to 1000");
        StratumOf(in sampled).Scored.Add(in sampled, value);
    }

    /// <summary>Pass as 1, fail as 0.</summary>
    public void AddScored(in SampledAs sampled, bool pass) => AddScored(in sampled, pass ? 1 : 0);

    public void AddUndecided(in SampledAs sampled, Undecided state)
    {
        _undecided[(int)state]++;
        StratumOf(in sampled).Undecided.Add(in sampled, 0);
    }

    /// <summary>
    /// Judged, but this measure has nothing to say of it (groundedness of an answer without context). The estimate is of the others only;
    /// the control variate needs these too, since the population's risk is that of all.
    /// </summary>
    public void AddNotApplicable(in SampledAs sampled) => StratumOf(in sampled).Outside.Add(in sampled, 0);

    /// <summary>Sampled, but over budget, timed out, or the judge was unavailable.</summary>
    public void AddUnjudged(in SampledAs sampled) => StratumOf(in sampled);

    /// <summary>These verdicts with the selection of another: where what was sampled and what was judged are counted apart, by those who know of it.</summary>
    public JudgedSums WithSelection(JudgedSums selection)
    {
        var sums = new JudgedSums();
        for (var i = 0; i < _strata.Length; i++)
        {
            if (selection._strata[i] is { } selected)
                sums._strata[i] = selected.Judging(_strata[i]);
        }

        _undecided.CopyTo(sums._undecided, 0);
        return sums;
    }

    /// <summary>The sums of a measure that applies to none of these.</summary>
    public JudgedSums AsNotApplicable()
    {
        var sums = new JudgedSums();
        for (var i = 0; i < _strata.Length; i++)
            sums._strata[i] = _strata[i]?.AsNotApplicable();
        _undecided.CopyTo(sums._undecided, 0);
        return sums;
    }

    public void Merge(JudgedSums other)
    {
        for (var i = 0; i < _strata.Length; i++)
        {
            if (other._strata[i] is { } stratum)
                (_strata[i] ??= new()).Merge(stratum);
        }

        for (var i = 0; i < _undecided.Length; i++)
            _undecided[i] += other._undecided[i];
    }

    public ReadOnlyMemory<byte> ToBytes()
    {
        var writer = new SketchWriter();
        Write(writer);
        return writer.Written;
    }

    /// <exception cref="InvalidDataException">The bytes are damaged or of another format version.</exception>
    public static JudgedSums FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes);
        var sums = Read(ref reader);
        reader.End();
        return sums;
    }

    internal void Write(SketchWriter writer)
    {
        writer.Byte(FormatVersion);
        foreach (var count in _undecided)
            writer.Unsigned((ulong)count);
        StrataBytes.Write(writer, _strata, static (stratum, to) => stratum.Write(to));
    }

    internal static JudgedSums Read(ref SketchReader reader)
    {
        reader.Version(FormatVersion, "judged sums");
        var sums = new JudgedSums();
        for (var i = 0; i < _states; i++)
            sums._undecided[i] = (long)reader.Unsigned();
        StrataBytes.Read(ref reader, sums._strata, static (ref from) => StratumSums.Read(ref from));
        return sums;
    }

    private StratumSums StratumOf(in SampledAs sampled)
    {
        var stratum = _strata[RiskStratum.Of(sampled.KnownRisk).Index] ??= new();
        stratum.Select(in sampled);
        return stratum;
    }
}
