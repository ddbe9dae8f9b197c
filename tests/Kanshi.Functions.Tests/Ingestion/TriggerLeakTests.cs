using System.Text;
using Kanshi.Functions.EventHubs;
using Kanshi.Functions.Ingestion;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Privacy;
using Kanshi.Scoring;
using Kanshi.Storage;
using Kanshi.Testing;
using Kanshi.Windows;
using Xunit;

namespace Kanshi.Functions.Tests.Ingestion;

/// <summary>What the trigger writes holds nothing personal, secret or said, whatever comes through the hub.</summary>
public sealed class TriggerLeakTests
{
    private static readonly SourcePartition _partition = new("example.servicebus.windows.net", HubNames.InferenceEvents, "3");
    private static readonly DateTimeOffset _now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_mark_of_any_message_is_in_any_row()
    {
        var marked = new MarkedTraffic(7);
        var rows = new WrittenRows(new MemoryRowStore());
        var capture = new ResponseCapture(new PrivacyOptions(), new Redactor(Pseudonyms.Of("a key of the tests")));
        var function = new ScoreInferenceEvents(new PartitionIngestors(rows, new StreamRegistry(rows, 100), new EventReader(), new ResponseScorer(), new WindowOptions(), capture));
        string[] bodies = [.. marked.Events(_now), .. marked.Broken(_now), $"[{string.Join(',', marked.Events(_now))}]"];
        var refused = HubMessages.Of(bodies.Length, _now, BinaryData.FromString(marked.All));
        refused.Properties["kanshi-refused"] = "NotJson";

        await function.RunAsync([.. bodies.Select((body, i) => HubMessages.Of(i, _now, BinaryData.FromString(body))), refused], TestFunctionContext.Of(_partition), Cancellation);

        Assert.True((await new Ledger(rows, new SourceRegistry(rows)).TotalAsync(Cancellation)).Scored >= 5);
        Assert.All(marked.Marks, mark => Assert.False(rows.Written.Contains(mark, StringComparison.OrdinalIgnoreCase), mark));
        Assert.Contains("[email:", rows.Written, StringComparison.Ordinal);
    }

    /// <summary>Remembers all that was ever written.</summary>
    private sealed class WrittenRows(IRowStore inner) : IRowStore
    {
        private readonly StringBuilder _written = new();

        public string Written => _written.ToString();

        public ValueTask<Row?> ReadAsync(string table, string partition, string key, CancellationToken cancellation) => inner.ReadAsync(table, partition, key, cancellation);

        public IAsyncEnumerable<Row> QueryAsync(string table, string partition, string? from, string? to, CancellationToken cancellation) => inner.QueryAsync(table, partition, from, to, cancellation);

        public ValueTask<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellation)
        {
            foreach (var write in writes)
            {
                var value = write switch { RowWrite.Insert insert => insert.Value, RowWrite.Replace replace => replace.Value, RowWrite.Put put => put.Value, _ => default };
                _written.Append(table).Append('/').Append(partition).Append('/').Append(write.Key).Append('=').Append(Encoding.Latin1.GetString(value.Span)).Append('\n');
            }

            return inner.CommitAsync(table, partition, writes, cancellation);
        }

        public ValueTask DropAsync(string table, CancellationToken cancellation) => inner.DropAsync(table, cancellation);
    }
}
