using Kanshi.Inference;
using Kanshi.Privacy;
using Kanshi.Windows;

namespace Kanshi.Ingestion;

/// <summary>
/// The door for bodies that arrive over HTTP: cuts them into records, reads each one to tell the sender at once what cannot be used, and
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
        var records = new List<SinkRecord>();
        var refusals = new List<IntakeRefusal>();
        var framer = new RecordFramer();
        while (framer.Next(body, isFinal: true, out var record, out var consumed))
        {
            if (records.Count == MaxRecords)
                return new IntakeAnswer.TooManyRecords();
            body = body[consumed..];
            var (stream, refused) = Read(record);
            if (refused is { } reason)
                refusals.Add(new IntakeRefusal(records.Count, reason.ToString()));
            records.Add(new SinkRecord(refused is null ? record.Bytes : RedactedHead.Of(record.Bytes.Span), record.Length, refused, stream));
        }

        var receipt = new IntakeReceipt(records.Count, records.Count - refusals.Count, refusals);
        if (records.Count == 0)
            return new IntakeAnswer.Taken(receipt);
        var result = await sink.AppendAsync(records, cancellation);
        return result.Accepted ? new IntakeAnswer.Taken(receipt) : new IntakeAnswer.NoRoom(result.RetryAfter);
    }

    private (StreamKey? Stream, SetAsideReason? Refused) Read(FramedRecord record)
    {
        if (!reader.TryRead(record, out var inferenceEvent, out var reason))
            return (null, reason);
        return options.CheckClock && PartitionIngestor.ClockProblem(inferenceEvent.Time, clock.GetUtcNow(), options) is { } problem
            ? (null, problem)
            : (inferenceEvent.Stream, null);
    }
}
