namespace Kanshi.Inference.Envelopes;

/// <summary>
/// The stage between framing and reading: takes the envelopes of carriers apart, and records that hold several events, so that every record
/// stands for itself. A record that is no envelope passes as it is. Unwrapping what was unwrapped changes nothing, so that the door and the
/// trigger count alike.
/// </summary>
/// <remarks>
/// Bounded whatever comes: <see cref="MaxDepth"/> envelopes within one another, <see cref="MaxUnwrappedBytes"/> out of one record, and as
/// many records as a body may have; what would be more is set aside as one. Log entries of one call that come in pieces are held until <see
/// cref="Flush"/>, which the caller calls at the end of a batch.
/// </remarks>
internal sealed class RecordUnwrapper(int maxRecords)
{
    public const int MaxDepth = 4;

    /// <summary>An envelope may be as large as a whole body.</summary>
    public const int MaxEnvelopeBytes = 8 * 1024 * 1024;

    /// <summary>What base64 and gzip, and the writing of records of their own, may make out of one record.</summary>
    public const int MaxUnwrappedBytes = 32 * 1024 * 1024;

    private readonly EntryGatherer _entries = new();

    /// <summary>Pieces are held that a long file should not have to keep in memory any longer.</summary>
    public bool IsFull => _entries.Bytes > MaxEnvelopeBytes;

    /// <summary>Adds the records that this one holds; itself, as a rule.</summary>
    public void Unwrap(FramedRecord record, List<FramedRecord> into)
    {
        if (record.Refused is not null || record.Bytes.Length < Math.Min(record.Length, RecordFramer.MaxRecordBytes) || !EnvelopeProbe.MayBeOne(record.Bytes.Span))
        {
            into.Add(Opening.AsRead(record));
            return;
        }

        var opening = new Opening(record, maxRecords);
        opening.Take(record.Bytes);
        if (opening.Overflow is { } overflow)
        {
            into.Add(Opening.AsRead(record) with { Refused = overflow });
            return;
        }

        into.AddRange(opening.Records);
        foreach (var entry in opening.Entries)
            _entries.Add(entry);
    }

    /// <summary>Adds the calls whose log entries were held, each as one record.</summary>
    public void Flush(List<FramedRecord> into) => _entries.Flush(into);
}
