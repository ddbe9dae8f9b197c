namespace Kanshi.Local.Judging;

/// <summary>
/// A limit of US dollars that calls in flight cannot go beyond together: each sets its most aside before it is asked, and gives back what it did not use.
/// </summary>
/// <param name="limit">Null: none.</param>
internal sealed class UsdLimit(decimal? limit)
{
    private readonly Lock _lock = new();
    private decimal _reserved;
    private decimal _counted;
    private long _unpriced;

    /// <summary>What is known to have been spent.</summary>
    public decimal Known { get; private set; }

    /// <summary>Calls whose cost nobody knows; against the limit each counts with its most.</summary>
    public long Unpriced => _unpriced;

    public bool TryReserve(decimal most)
    {
        lock (_lock)
        {
            if (_counted + _reserved + most > limit)
                return false;
            _reserved += most;
            return true;
        }
    }

    /// <param name="cost">Null when it is not known.</param>
    public void Settle(decimal most, decimal? cost)
    {
        lock (_lock)
        {
            _reserved -= most;
            _counted += cost ?? most;
            Known += cost ?? 0;
            _unpriced += cost is null ? 1 : 0;
        }
    }

    public void Release(decimal most)
    {
        lock (_lock)
            _reserved -= most;
    }
}
