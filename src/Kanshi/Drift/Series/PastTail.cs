namespace Kanshi.Drift.Series;

/// <summary>
/// How rare a size is by what was seen before: its rank, and beyond the largest hundredth a Pareto tail with the index of Hill (1975), drawn to 3 as long as few sizes
/// tell it. What was odd once is seen from then on, so that a series which often does it is not odd for doing it.
/// </summary>
internal sealed class PastTail
{
    private const int Kept = 5000, Least = 40, LeastInTail = 8;
    private const double TailShare = 0.01, PriorIndex = 3, PriorSizes = 5, Nothing = 1e-9;
    private readonly List<double> _sorted = [];
    private readonly Queue<double> _inOrder = new();

    /// <summary>Takes a size in and gives back the chance of one at least as large, 1 as long as too few were seen.</summary>
    /// <param name="size">0 or more.</param>
    public double Add(double size)
    {
        var chance = ChanceOf(size);
        Insert(size);
        if (_inOrder.Count > Kept)
            _sorted.RemoveAt(_sorted.BinarySearch(_inOrder.Dequeue()));
        return chance;
    }

    private double ChanceOf(double size)
    {
        if (_sorted.Count < Least)
            return 1;
        var inTail = Math.Max(LeastInTail, (int)(TailShare * _sorted.Count));
        var edge = Math.Max(_sorted[^(inTail + 1)], Nothing);
        return size > edge
            ? (double)inTail / _sorted.Count * Math.Pow(size / edge, -IndexOf(inTail, edge))
            : (double)Math.Max(_sorted.Count - RankOf(size), inTail) / _sorted.Count;
    }

    private double IndexOf(int inTail, double edge)
    {
        var logs = 0.0;
        for (var i = _sorted.Count - inTail; i < _sorted.Count; i++)
            logs += Math.Log(Math.Max(_sorted[i], edge) / edge);
        return (inTail + PriorSizes) / (logs + (PriorSizes / PriorIndex));
    }

    private int RankOf(double size)
    {
        var at = _sorted.BinarySearch(size);
        return at < 0 ? ~at : at;
    }

    private void Insert(double size)
    {
        _inOrder.Enqueue(size);
        _sorted.Insert(RankOf(size), size);
    }
}
