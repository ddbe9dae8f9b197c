namespace Kanshi.Ingestion;

/// <summary>What became of the records of one delivered batch; a redelivered one counts again here, though not in the books.</summary>
public readonly record struct BatchSummary(int Received, int Scored, int SetAside, int Duplicates, int Late)
{
    internal static BatchSummary Of(ReadOnlySpan<HandledRecord> records)
    {
        int scored = 0, setAside = 0, duplicates = 0, late = 0;
        foreach (ref readonly var record in records)
        {
            scored += record.IsScored ? 1 : 0;
            setAside += record.Reason is null ? 0 : 1;
            duplicates += record.IsDuplicate ? 1 : 0;
            late += record.IsLate ? 1 : 0;
        }

        return new(records.Length, scored, setAside, duplicates, late);
    }
}
