using System.Buffers.Binary;
using Kanshi.Storage;
using Kanshi.Windows;

namespace Kanshi.Sampling;

/// <summary>
/// Plans and the loads that they are made from, a table a day: partition "plan", key = the minute from which a plan holds; partition "loads|window",
/// a row for each part of the streams. A plan is written a minute before it holds and never changed: whoever asks for a time that has come always
/// hears the same.
/// </summary>
public sealed class SamplingPlanStore(IRowStore rows)
{
    private const string PlanPartition = "plan";

    /// <summary>A plan holds at most this long: when no tick has made another, the first one is in force again.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(15);

    public static string TableOf(DateTimeOffset time) => "sampling" + WindowKeys.Day(time);

    /// <summary>The plan in force at a time; null when there is none.</summary>
    public async ValueTask<SamplingPlan?> FindAsync(DateTimeOffset time, CancellationToken cancellation)
    {
        var from = time - _longest;
        Row? newest = null;
        foreach (var day in new[] { time, from }.DistinctBy(TableOf, StringComparer.Ordinal))
        {
            if (newest is not null)
                break;
            await foreach (var row in rows.QueryAsync(TableOf(day), PlanPartition, WindowKeys.Start(from), WindowKeys.Start(time) + "~", cancellation))
                newest = row;
        }

        return newest is null ? null : SamplingPlan.FromBytes(newest.Value.Span);
    }

    /// <summary>Keeps the plan of a minute; the first one that is kept for it stays.</summary>
    public async ValueTask KeepAsync(DateTimeOffset minute, SamplingPlan plan, CancellationToken cancellation) =>
        await rows.CommitAsync(TableOf(minute), PlanPartition, [new RowWrite.Insert(WindowKeys.Start(minute), plan.ToBytes())], cancellation);

    public async ValueTask<bool> HasAsync(DateTimeOffset minute, CancellationToken cancellation) =>
        await rows.ReadAsync(TableOf(minute), PlanPartition, WindowKeys.Start(minute), cancellation) is not null;

    /// <summary>Keeps the loads of a part of the streams in a closed window; keeping them again changes nothing.</summary>
    public async ValueTask KeepLoadsAsync(DateTimeOffset window, StreamRange part, IReadOnlyList<SamplingLoad> loads, CancellationToken cancellation)
    {
        var value = new byte[loads.Count * sizeof(float)];
        for (var i = 0; i < loads.Count; i++)
            BinaryPrimitives.WriteSingleLittleEndian(value.AsSpan(i * sizeof(float)), (float)loads[i].PerMinute);
        await rows.CommitAsync(TableOf(window), LoadPartition(window), [new RowWrite.Put($"from|{part.From}", value)], cancellation);
    }

    public async ValueTask<List<double>> LoadsAsync(DateTimeOffset window, CancellationToken cancellation)
    {
        var loads = new List<double>();
        await foreach (var row in rows.QueryAsync(TableOf(window), LoadPartition(window), null, null, cancellation))
        {
            for (var at = 0; at < row.Value.Length; at += sizeof(float))
                loads.Add(BinaryPrimitives.ReadSingleLittleEndian(row.Value.Span[at..]));
        }

        return loads;
    }

    private static string LoadPartition(DateTimeOffset window) => "loads|" + WindowKeys.Start(window);
}
