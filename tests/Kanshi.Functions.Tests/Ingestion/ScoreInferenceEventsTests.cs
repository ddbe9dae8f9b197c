using Azure.Messaging.EventHubs;
using Kanshi.Functions.EventHubs;
using Kanshi.Functions.Ingestion;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Scoring;
using Kanshi.Storage;
using Kanshi.Testing;
using Kanshi.Windows;
using Xunit;

namespace Kanshi.Functions.Tests.Ingestion;

public sealed class ScoreInferenceEventsTests
{
    private static readonly SourcePartition _partition = new("example.servicebus.windows.net", HubNames.InferenceEvents, "3");
    private static readonly DateTimeOffset _now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
    private readonly MemoryRowStore _rows = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_cannot_be_read_is_set_aside_and_the_rest_of_the_batch_goes_on()
    {
        string[] bodies =
        [
            Event("a"), "", "not json", "{\"service\":", "[1,2]", "null", Event("b"), "\0\u0001", new string('[', 100_000), Event("a"), $"[{Event("c")},{Event("d")}]",
            "{\"time\":\"2026-11-20T08:59:00Z\"}", "\ud83d", "{\"time\":\"1970-01-01T00:00:00Z\",\"service\":\"s\"}",
        ];

        await Function(_rows).RunAsync([.. bodies.Select((body, i) => Message(i, body))], TestFunctionContext.Of(_partition), Cancellation);

        var books = await BooksAsync();
        Assert.True(books.Balances);
        Assert.Equal((4L, 1L), (books.Scored, books.Duplicates));
        Assert.Equal(16L, books.Received);
    }

    [Fact]
    public async Task An_event_larger_than_any_that_is_read_is_set_aside_as_too_large()
    {
        var body = $"{{\"time\":\"2026-11-20T08:59:00Z\",\"service\":\"s\",\"output\":\"{new string('x', RecordFramer.MaxRecordBytes)}\"}}";

        await Function(_rows).RunAsync([Message(0, body)], TestFunctionContext.Of(_partition), Cancellation);

        Assert.Equal(1, (await BooksAsync()).SetAside["TooLarge"]);
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_throws_so_that_the_batch_comes_again()
    {
        var broken = new ChaosRowStore(_rows, new Random(1), crashRate: 1);

        await Assert.ThrowsAsync<CrashException>(() => Function(broken).RunAsync([Message(0, Event("a"))], TestFunctionContext.Of(_partition), Cancellation));
        await Function(_rows).RunAsync([Message(0, Event("a"))], TestFunctionContext.Of(_partition), Cancellation);

        Assert.Equal(1, (await BooksAsync()).Scored);
    }

    [Fact]
    public async Task A_batch_that_names_no_partition_is_not_counted_anywhere()
    {
        var nameless = new TestFunctionContext(new Dictionary<string, object?>(StringComparer.Ordinal));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Function(_rows).RunAsync([Message(0, Event("a"))], nameless, Cancellation));

        Assert.Contains("PartitionContext", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await BooksAsync()).Received);
    }

    [Fact]
    public async Task Batches_of_one_partition_that_meet_take_turns()
    {
        var function = Function(_rows);
        var context = TestFunctionContext.Of(_partition);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => function.RunAsync([Message(i, Event($"id-{i}"))], context, Cancellation))));

        var books = await BooksAsync();
        Assert.True(books.Balances);
        Assert.InRange(books.Received, 1, 20); // what came out of turn counts as redelivered; nothing is counted twice
    }

    [Fact]
    public async Task What_the_door_has_refused_is_in_the_books_with_its_reason()
    {
        var refused = Message(0, "{\"xxxx\":9}");
        refused.Properties["kanshi-refused"] = "MissingField:service";
        refused.Properties["kanshi-length"] = 5000L;
        var foreign = Message(1, Event("a"));
        foreign.Properties["kanshi-refused"] = "my prompt was about a secret";

        await Function(_rows).RunAsync([refused, foreign], TestFunctionContext.Of(_partition), Cancellation);

        var books = await BooksAsync();
        Assert.Equal((1L, "MissingField:service"), (books.Scored, Assert.Single(books.SetAside).Key));
        var store = new SetAsideStore(_rows, new SourceRegistry(_rows));
        var record = await store.ListAsync(_now, 10, Cancellation).SingleAsync(Cancellation);
        Assert.Equal((5000L, "{\"xxxx\":9}"), (record.Length, record.Head));
    }

    private static ScoreInferenceEvents Function(IRowStore rows) =>
        new(new PartitionIngestors(rows, new StreamRegistry(rows, 100), new EventReader(), new ResponseScorer(), new WindowOptions()));

    private static string Event(string id) => $"{{\"id\":\"{id}\",\"time\":\"2026-11-20T08:59:00Z\",\"service\":\"s\",\"status\":200}}";

    private static EventData Message(long sequence, string body) => HubMessages.Of(sequence, _now, BinaryData.FromString(body));

    private ValueTask<LedgerCounts> BooksAsync() => new Ledger(_rows, new SourceRegistry(_rows)).TotalAsync(Cancellation);
}
