using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kanshi.Inference;
using Kanshi.Privacy;
using Kanshi.Storage;
using Kanshi.Windows;

namespace Kanshi.Ingestion;

/// <summary>Keeps what was set aside: a table a day of enqueued time, partition = source, key = sequence number, so that a redelivery writes the same row.</summary>
public sealed class SetAsideStore(IRowStore rows, SourceRegistry sources)
{
    /// <summary>A head is mostly quotes: escaped for HTML, as the default does, it would take several times the room.</summary>
    private static readonly IngestionJsonContext _json =
        new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The records of a day, newest source first, at most <paramref name="limit"/> of each source.</summary>
    public async IAsyncEnumerable<SetAsideRecord> ListAsync(
        DateTimeOffset day, int limit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var source in await sources.SourcesAsync(cancellation))
        {
            var left = limit;
            await foreach (var row in rows.QueryAsync(TableOf(day), source.Key, null, null, cancellation))
            {
                if (left-- == 0)
                    break;
                yield return JsonSerializer.Deserialize(row.Value.Span, IngestionJsonContext.Default.SetAsideRecord)!;
            }
        }
    }

    internal async ValueTask KeepAsync(Source source, IEnumerable<(Delivery Delivery, SetAsideReason Reason)> refused, CancellationToken cancellation)
    {
        foreach (var day in refused.GroupBy(record => TableOf(record.Delivery.Enqueued), StringComparer.Ordinal))
        {
            foreach (var chunk in day.Chunk(RowWrite.MaxPerCommit))
            {
                var writes = chunk.Select(record => new RowWrite.Put($"{record.Delivery.Sequence:D20}", Serialise(source, record.Delivery, record.Reason)));
                await rows.CommitAsync(day.Key, source.Key, [.. writes], cancellation);
            }
        }
    }

    internal static string TableOf(DateTimeOffset day) => "setaside" + WindowKeys.Day(day);

    private static byte[] Serialise(Source source, Delivery delivery, SetAsideReason reason)
    {
        // The door has redacted what it refused; what is refused here is redacted now.
        var head = delivery.Refused is null ? RedactedHead.Of(delivery.Record.Span) : delivery.Record.ToArray();
        var record = new SetAsideRecord(
            source.Key, delivery.Sequence, reason.ToString(), delivery.Enqueued, delivery.Length, System.Text.Encoding.UTF8.GetString(head));
        return JsonSerializer.SerializeToUtf8Bytes(record, _json.SetAsideRecord);
    }
}
