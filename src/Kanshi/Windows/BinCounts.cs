namespace Kanshi.Windows;

/// <summary>Counts by bin index; only the range in use is held. Counts saturate at 2³² − 1 instead of wrapping.</summary>
internal sealed class BinCounts
{
    private const int Grain = 32;
    private uint[] _counts = [];
    private int _offset;

    public bool IsEmpty => _counts.Length == 0;

    /// <summary>Bins with a count, in ascending order.</summary>
    public IEnumerable<(int Index, uint Count)> Used
    {
        get
        {
            for (var i = 0; i < _counts.Length; i++)
            {
                if (_counts[i] > 0)
                    yield return (_offset + i, _counts[i]);
            }
        }
    }

    public void Add(int index, uint count)
    {
        var at = index - _offset;
        if ((uint)at >= (uint)_counts.Length)
        {
            Cover(index, index);
            at = index - _offset;
        }

        ref var bin = ref _counts[at];
        bin = uint.MaxValue - bin < count ? uint.MaxValue : bin + count;
    }

    public void Merge(BinCounts other)
    {
        foreach (var (index, count) in other.Used)
            Add(index, count);
    }

    /// <summary>First index, number of bins, then the counts; a run of empty bins is a zero and its length.</summary>
    public void Write(SketchWriter writer)
    {
        var (first, last) = UsedRange();
        writer.Unsigned((ulong)(last - first + 1));
        if (last < first)
            return;
        writer.Signed(_offset + first);
        for (var i = first; i <= last; i++)
        {
            writer.Unsigned(_counts[i]);
            if (_counts[i] > 0)
                continue;
            var run = 1;
            while (_counts[i + run] == 0)
                run++;
            writer.Unsigned((ulong)run);
            i += run - 1;
        }
    }

    public static BinCounts Read(ref SketchReader reader)
    {
        var bins = new BinCounts();
        var length = reader.Count(RelativeErrorBins.MaxIndex - RelativeErrorBins.MinIndex + 1);
        if (length == 0)
            return bins;
        var first = reader.Signed();
        if (first < RelativeErrorBins.MinIndex || first + length - 1 > RelativeErrorBins.MaxIndex)
            throw new InvalidDataException($"a sketch names bins {first} to {first + length - 1}, outside {RelativeErrorBins.MinIndex} to {RelativeErrorBins.MaxIndex}");
        bins.Cover((int)first, (int)first + length - 1);
        for (var i = 0; i < length; i++)
        {
            var count = reader.Unsigned();
            if (count > uint.MaxValue)
                throw new InvalidDataException("a sketch holds a bin count over 32 bits");
            if (count > 0)
                bins.Add((int)first + i, (uint)count);
            else
                i += Math.Max(reader.Count(length - i), 1) - 1;
        }

        return bins;
    }

    private (int First, int Last) UsedRange()
    {
        var first = _counts.AsSpan().IndexOfAnyExcept(0u);
        return first < 0 ? (0, -1) : (first, _counts.AsSpan().LastIndexOfAnyExcept(0u));
    }

    private void Cover(int low, int high)
    {
        if (_counts.Length > 0)
        {
            low = Math.Min(low, _offset);
            high = Math.Max(high, _offset + _counts.Length - 1);
        }

        // Whole grains, so that a slowly widening range is not copied for each new bin.
        var offset = (int)Math.Floor((double)low / Grain) * Grain;
        var length = (((high - offset) / Grain) + 1) * Grain;
        var counts = new uint[length];
        _counts.CopyTo(counts, _counts.Length == 0 ? 0 : _offset - offset);
        _counts = counts;
        _offset = offset;
    }
}
