using Kanshi.Ingestion;

namespace Kanshi.Windows;

/// <summary>How far folding is behind the hub or queue.</summary>
public sealed class PartitionLag(SourceRegistry sources, IPartitionHeads heads)
{
    /// <summary>The events not yet folded of the partition that has most of them; 0 when nothing waits.</summary>
    public async ValueTask<long> MeasureAsync(CancellationToken cancellation)
    {
        // Progress first: read the other way round, what is folded meanwhile would lie beyond the head and look like a hub made anew.
        var progress = await sources.ListAsync(cancellation);
        var most = 0L;
        foreach (var (partition, head) in await heads.ReadAsync(cancellation))
        {
            var folded = progress.TryGetValue(partition, out var known) ? known.LastSequence : -1;
            most = Math.Max(most, head < 0 ? 0 : heads.Between(folded > head ? -1 : folded, head));
        }

        return most;
    }
}
