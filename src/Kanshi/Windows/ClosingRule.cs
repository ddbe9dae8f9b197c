namespace Kanshi.Windows;

/// <summary>How far one partition has been folded, and how far it goes. <paramref name="Head"/>: its last sequence number; −1 when it is empty.</summary>
public readonly record struct PartitionState(DateTimeOffset FoldedTo, long LastSequence, long Head)
{
    /// <summary>A head below what was folded belongs to a hub made anew, of which nothing has been read.</summary>
    public bool IsCaughtUp => Head < 0 || LastSequence == Head;
}

public enum ClosingVerdict
{
    /// <summary>The window's end plus lateness is not reached.</summary>
    NotOver,

    /// <summary>A partition may still hold events that are on time.</summary>
    PartitionBehind,

    /// <summary>Everything on time is folded.</summary>
    Close,

    /// <summary>A partition is behind for too long: the window closes without what is missing.</summary>
    CloseIncomplete,
}

/// <summary>When a window may close. Only folded progress counts, so a backlog is never taken for a drop in traffic.</summary>
public static class ClosingRule
{
    /// <param name="partitions">Heads read at or after <paramref name="now"/>: an event enqueued later is late for a window that is over now.</param>
    public static ClosingVerdict Decide(DateTimeOffset windowStart, DateTimeOffset now, WindowOptions options, IEnumerable<PartitionState> partitions)
    {
        var due = options.EndOf(windowStart) + options.Lateness;
        if (now < due)
            return ClosingVerdict.NotOver;
        if (partitions.All(partition => partition.FoldedTo >= due || partition.IsCaughtUp))
            return ClosingVerdict.Close;
        return now >= options.EndOf(windowStart) + options.GiveUpAfter ? ClosingVerdict.CloseIncomplete : ClosingVerdict.PartitionBehind;
    }
}
