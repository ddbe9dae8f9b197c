using Kanshi.Inference;

namespace Kanshi.Ingestion;

/// <summary>Where the door hands records on: the hub, or the local queue.</summary>
public interface IEventSink
{
    /// <summary>Returns once the records are durable, in one piece; or says that there is no room now.</summary>
    ValueTask<SinkResult> AppendAsync(IReadOnlyList<SinkRecord> records, CancellationToken cancellation);
}

/// <summary>A record to hand on. One that was refused at the door goes on as its masked head, so that it is counted and shown where all are.</summary>
/// <param name="Length">What the whole record measured.</param>
/// <param name="Stream">Where it belongs, for a hub that keeps a stream together; null when it was refused.</param>
/// <param name="PartitionKey">What the sender wants to be kept together instead of the stream; null as a rule.</param>
public readonly record struct SinkRecord(
    ReadOnlyMemory<byte> Bytes, long Length, SetAsideReason? Refused, StreamKey? Stream = null, string? PartitionKey = null);

/// <summary>Accepted; or not, because there is no room or the sink is not to be reached: come again after <paramref name="RetryAfter"/>.</summary>
public readonly record struct SinkResult(bool Accepted, TimeSpan RetryAfter = default, bool IsUnreachable = false);
