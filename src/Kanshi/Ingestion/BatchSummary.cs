namespace Kanshi.Ingestion;

/// <summary>What became of the records of one delivered batch; a redelivered one counts again here, though not in the books.</summary>
public readonly record struct BatchSummary(int Received, int Scored, int SetAside, int Duplicates, int Late)
{
    internal static BatchSummary Of(IReadOnlyList<HandledRecord> records) => new(
        records.Count,
        records.Count(record => record.IsScored),
        records.Count(record => record.Reason is not null),
        records.Count(record => record.IsDuplicate),
        records.Count(record => record.IsLate));
}
