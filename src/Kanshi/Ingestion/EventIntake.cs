using Kanshi.Inference;
using Kanshi.Privacy;
using Kanshi.Windows;

namespace Kanshi.Ingestion;

/// <summary>What the door says of a body: how many records it had, how many go on to be scored, and why the others do not. Indexes count from 0.</summary>
public sealed record IntakeReceipt(int Received, int Accepted, IReadOnlyList<IntakeRefusal> SetAside);

public sealed record IntakeRefusal(int Index, string Reason);

/// <summary>
/// The door for bodies that arrive over HTTP: cuts them into records, reads each one to tell the sender at once what cannot be used, and
/// answers only when everything is durable.
/// </summary>
public sealed class EventIntake(IEventSink sink, EventReader reader, WindowOptions options, TimeProvider clock)
{
    /// <summary>A larger body is refused whole (413).</summary>
    public const int MaxBodyBytes = 8 * 1024 * 1024;

    /// <summary>The receipt, or for how long the sender is to wait when there is no room.</summary>
    public async ValueTask<(IntakeReceipt? Receipt, TimeSpan RetryAfter)> AcceptAsync(ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var records = new List<SinkRecord>();
        var refusals = new List<IntakeRefusal>();
        var framer = new RecordFramer();
        while (framer.Next(body, isFinal: true, out var record, out var consumed))
        {
            body = body[consumed..];
            var refused = Problem(record);
            if (refused is { } reason)
                refusals.Add(new IntakeRefusal(records.Count, reason.ToString()));
            records.Add(refused is null ? new SinkRecord(record.Bytes, record.Length, null) : new SinkRecord(Masking.Head(record.Bytes.Span), record.Length, refused));
        }

        if (records.Count == 0)
            return (new IntakeReceipt(0, 0, []), default);
        var result = await sink.AppendAsync(records, cancellation);
        return result.Accepted
            ? (new IntakeReceipt(records.Count, records.Count - refusals.Count, refusals), default)
            : (null, result.RetryAfter);
    }

    private SetAsideReason? Problem(FramedRecord record)
    {
        if (!reader.TryRead(record, out var inferenceEvent, out var reason))
            return reason;
        return options.CheckClock ? PartitionIngestor.ClockProblem(inferenceEvent.Time, clock.GetUtcNow(), options) : null;
    }
}
