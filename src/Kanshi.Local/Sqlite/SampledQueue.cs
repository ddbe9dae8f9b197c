using Kanshi.Ingestion;
using Kanshi.Sampling;

namespace Kanshi.Local.Sqlite;

/// <summary>What waits for the judge on this machine: a queue file of its own, so that a slow judge takes no room from the traffic.</summary>
internal sealed class SampledQueue(EventQueue queue) : ISampledSink, IAsyncDisposable
{
    public async ValueTask<bool> SendAsync(IReadOnlyList<SampledResponse> responses, CancellationToken cancellation)
    {
        var records = responses.Select(response => response.ToBytes()).Select(bytes => new SinkRecord(bytes, bytes.Length, Refused: null));
        return (await queue.AppendAsync([.. records], cancellation)).Accepted;
    }

    /// <summary>The oldest that wait, some <paramref name="count"/> of them, with the number to give to <see cref="DoneAsync"/>; what cannot be read is left out.</summary>
    public (IReadOnlyList<SampledResponse> Responses, long Last)? Read(int count)
    {
        var records = queue.Read(queue.ReadCheckpoint(), count);
        return records.Count == 0 ? null : ([.. records.Select(record => SampledResponse.TryParse(record.Record.Span)).OfType<SampledResponse>()], records[^1].Sequence);
    }

    /// <summary>Everything up to this number is judged or booked as skipped: it is forgotten, and erased from the disk.</summary>
    public async ValueTask DoneAsync(long last, CancellationToken cancellation)
    {
        await queue.CheckpointAsync(last, cancellation);
        await queue.EraseAsync(cancellation);
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellation) => queue.WaitAsync(atMost, cancellation);

    public ValueTask DisposeAsync() => queue.DisposeAsync();
}
