using Kanshi.Inference;
using Kanshi.Inference.Envelopes;
using Kanshi.Privacy;
using Kanshi.Windows;

namespace Kanshi.Ingestion;

/// <summary>
/// The door for bodies that arrive over HTTP: cuts them into records, unwraps what carriers have wrapped, reads each one to tell the sender at once what cannot be used, and
/// answers only when everything is durable.
/// </summary>
public sealed class EventIntake(IEventSink sink, EventReader reader, WindowOptions options, TimeProvider clock)
{
    /// <summary>A larger body is refused whole (413).</summary>
    public const int MaxBodyBytes = 8 * 1024 * 1024;

    /// <summary>A body with more records is refused whole too: a megabyte of line ends and digits would make a thousand times that of receipts.</summary>
    public const int MaxRecords = 20_000;

    /// <summary>The answer to a body; when it has too many records, or there is no room, nothing of it is taken.</summary>
    public async ValueTask<IntakeAnswer> AcceptAsync(ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        if (RecordBatch.Cut(body, MaxRecords) is not { } framed)
            return new IntakeAnswer.TooManyRecords();
        var records = new List<SinkRecord>(framed.Count);
        var refusals = new List<IntakeRefusal>();
        foreach (var record in framed)
        {
            var read = Read(record);
            if (read.Refused is { } reason)
                refusals.Add(new IntakeRefusal(records.Count, reason.ToString()));
            records.Add(read);
        }

        var receipt = new IntakeReceipt(records.Count, records.Count - refusals.Count, refusals);
        if (records.Count == 0)
            return new IntakeAnswer.Taken(receipt);
        var result = await sink.AppendAsync(records, cancellation);
        if (result.Accepted)
            return new IntakeAnswer.Taken(receipt);
        return result.IsUnreachable ? new IntakeAnswer.Unreachable(result.RetryAfter) : new IntakeAnswer.NoRoom(result.RetryAfter);
    }

    private SinkRecord Read(FramedRecord record)
    {
        if (!reader.TryRead(record, out var inferenceEvent, out var reason))
            return Refused(record, reason);
        return options.CheckClock && PartitionIngestor.ClockProblem(inferenceEvent.Time, clock.GetUtcNow(), options) is { } problem
            ? Refused(record, problem)
            : new SinkRecord(record.Bytes, record.Length, null, inferenceEvent.Stream, inferenceEvent.PartitionKey);
    }

    private static SinkRecord Refused(FramedRecord record, SetAsideReason reason) => new(RedactedHead.Of(record.Bytes.Span), record.Length, reason);
}
