using Kanshi.Windows;

namespace Kanshi.Estimates;

/// <summary>
/// Σ w·q and Σ w²·q over q = 1, y, r, y², yr, r², Σ w·u and Σ y: what the weighted mean of y, its variance under Poisson sampling and a
/// control variate r need. Exact, so that merging in any order gives the same bytes.
/// </summary>
internal sealed class WeightedMoments
{
    public const int Terms = 6;
    private readonly ExactSum[] _weighted = new ExactSum[Terms];
    private readonly ExactSum[] _squared = new ExactSum[Terms];
    private ExactSum _upstream;
    private ExactSum _values;

    public long Count { get; private set; }

    /// <summary>Σ y, without weights: of 0 and 1 the number of passes.</summary>
    public double Values => _values.Value;

    public void Add(in SampledAs sampled, double value)
    {
        var (weight, risk) = (sampled.Weight, sampled.KnownRisk);
        ReadOnlySpan<double> terms = [1, value, risk, value * value, value * risk, risk * risk];
        for (var i = 0; i < Terms; i++)
        {
            _weighted[i].Add(weight * terms[i]);
            _squared[i].Add(weight * weight * terms[i]);
        }

        _upstream.Add(weight * sampled.Upstream);
        _values.Add(value);
        Count++;
    }

    public void Merge(WeightedMoments other)
    {
        for (var i = 0; i < Terms; i++)
        {
            _weighted[i].Add(other._weighted[i]);
            _squared[i].Add(other._squared[i]);
        }

        _upstream.Add(other._upstream);
        _values.Add(other._values);
        Count += other.Count;
    }

    /// <summary>A copy in which every y is 0.</summary>
    public WeightedMoments WithoutValues()
    {
        var copy = new WeightedMoments();
        copy.Merge(this);
        foreach (var term in (ReadOnlySpan<int>)[1, 3, 4])
            copy._weighted[term] = copy._squared[term] = default;
        copy._values = default;
        return copy;
    }

    /// <summary>The sums as numbers to calculate with.</summary>
    public MomentTotals Totals() => new(Count, Form(_weighted), Form(_squared), _upstream.Value, Values);

    public void Write(SketchWriter writer)
    {
        writer.Unsigned((ulong)Count);
        if (Count == 0)
            return;
        for (var i = 0; i < Terms; i++)
        {
            _weighted[i].Write(writer);
            _squared[i].Write(writer);
        }

        _upstream.Write(writer);
        _values.Write(writer);
    }

    public static WeightedMoments Read(ref SketchReader reader)
    {
        var moments = new WeightedMoments { Count = (long)reader.Unsigned() };
        if (moments.Count == 0)
            return moments;
        for (var i = 0; i < Terms; i++)
        {
            moments._weighted[i] = ExactSum.Read(ref reader);
            moments._squared[i] = ExactSum.Read(ref reader);
        }

        moments._upstream = ExactSum.Read(ref reader);
        moments._values = ExactSum.Read(ref reader);
        return moments.Count > 0 && moments._weighted[0].Value >= moments.Count * (1 - 1e-9)
            ? moments
            : throw new InvalidDataException($"judged sums give {moments.Count} responses a weight of {moments._weighted[0].Value}; each has 1 or more");
    }

    private static QuadraticForm Form(ExactSum[] sums) =>
        new(sums[0].Value, sums[1].Value, sums[2].Value, sums[3].Value, sums[4].Value, sums[5].Value);
}
