using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kanshi.Ingestion;

/// <summary>
/// The books of one source and hour of enqueued time, or a sum of such. They balance:
/// received = scored + set aside + duplicates, and eligible = judged + skipped + waiting for the judge.
/// </summary>
public sealed class LedgerCounts
{
    /// <summary>The highest sequence number counted; lower ones are not counted again. In the row of the judgements the last window, in Unix seconds.</summary>
    public long LastSequence { get; set; } = -1;

    public long Received { get; set; }

    public long Scored { get; set; }

    public long Duplicates { get; set; }

    /// <summary>Of the scored ones, those that came after their window's end plus lateness.</summary>
    public long Late { get; set; }

    /// <summary>Successful calls: what a judge could be asked about.</summary>
    public long Eligible { get; set; }

    /// <summary>Of the eligible ones, those that went to the judge.</summary>
    public long Sampled { get; set; }

    public long Judged { get; set; }

    /// <summary>Of the sampled ones, those that were skipped after all; <see cref="Skipped"/> has them too.</summary>
    public long SkippedAfterSampling { get; set; }

    public SortedDictionary<string, long> SetAside { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, long> Skipped { get; } = new(StringComparer.Ordinal);

    /// <summary>Sampled, and neither judged nor skipped yet.</summary>
    [JsonIgnore]
    public long Waiting => Sampled - Judged - SkippedAfterSampling;

    [JsonIgnore]
    public bool Balances =>
        Received == Scored + Duplicates + SetAside.Values.Sum()
        && Eligible == Sampled + Skipped.Values.Sum() - SkippedAfterSampling
        && Waiting >= 0;

    public void Add(LedgerCounts other)
    {
        Received += other.Received;
        Scored += other.Scored;
        Duplicates += other.Duplicates;
        Late += other.Late;
        Eligible += other.Eligible;
        Sampled += other.Sampled;
        Judged += other.Judged;
        SkippedAfterSampling += other.SkippedAfterSampling;
        foreach (var (reason, count) in other.SetAside)
            SetAside[reason] = SetAside.GetValueOrDefault(reason) + count;
        foreach (var (reason, count) in other.Skipped)
            Skipped[reason] = Skipped.GetValueOrDefault(reason) + count;
    }

    /// <summary>The books of the records with a higher sequence number than <paramref name="after"/>.</summary>
    internal static LedgerCounts Of(ReadOnlySpan<HandledRecord> records, long after)
    {
        var counts = new LedgerCounts { LastSequence = after };
        foreach (ref readonly var record in records)
            counts.Count(in record);
        return counts;
    }

    /// <summary>Takes in the books of records that follow on these.</summary>
    internal void Extend(LedgerCounts further)
    {
        Add(further);
        LastSequence = further.LastSequence;
    }

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, IngestionJsonContext.Default.LedgerCounts);

    internal static LedgerCounts FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, IngestionJsonContext.Default.LedgerCounts) ?? throw new InvalidDataException("a ledger row is empty");

    private void Count(in HandledRecord record)
    {
        if (record.Sequence <= LastSequence)
            return;
        LastSequence = record.Sequence;
        Received++;
        if (record.Reason is { } reason)
            Increment(SetAside, reason.ToString());
        else if (record.IsDuplicate)
            Duplicates++;
        else
            CountScored(in record);
    }

    private void CountScored(in HandledRecord record)
    {
        Scored++;
        if (record.IsLate)
            Late++;
        var sampling = record.Scored.Sampling;
        if (!sampling.IsEligible)
            return;
        Eligible++;
        if (sampling.SkipReason is { } reason)
            Increment(Skipped, reason);
        else
            Sampled++;
    }

    private static void Increment(SortedDictionary<string, long> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;
}
