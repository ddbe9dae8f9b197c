using System.Text;
using Azure.Messaging.EventHubs;
using Kanshi.Functions.EventHubs;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Kanshi.Functions.Tests.EventHubs;

public sealed class EventHubSinkTests
{
    private static readonly StreamKey _one = new("support", "gpt-4o", "chat");
    private static readonly StreamKey _two = new("検索", "gpt-4o", "chat");
    private readonly RecordingProducer _producer = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_records_of_a_stream_go_out_together_under_its_key()
    {
        var result = await Sink().AppendAsync([Record("1", _one), Record("2", _two), Record("3", _one)], Cancellation);

        Assert.True(result.Accepted);
        Assert.Equal([(_one.Id, "1,3"), (_two.Id, "2")], _producer.Sent.Select(batch => (batch.Key, string.Join(',', batch.Bodies))));
    }

    [Fact]
    public async Task A_senders_own_key_comes_before_the_streams()
    {
        await Sink().AppendAsync([Record("1", _one) with { PartitionKey = "tenant-7" }, Record("2", _one)], Cancellation);

        Assert.Equal([("tenant-7", "1"), (_one.Id, "2")], _producer.Sent.Select(batch => (batch.Key, string.Join(',', batch.Bodies))));
    }

    [Fact]
    public async Task A_stream_with_several_keys_sends_the_same_bytes_under_the_same_one()
    {
        var sink = new EventHubSink(_producer, new HubOptions { KeysPerStream = 4 }, NullLogger<EventHubSink>.Instance);
        for (var i = 0; i < 100; i++)
            await sink.AppendAsync([Record($"{i % 50}", _one)], Cancellation);

        var keys = _producer.Sent.GroupBy(batch => batch.Bodies.Single(), batch => batch.Key, StringComparer.Ordinal).ToArray();
        Assert.All(keys, body => Assert.Single(body.Distinct(StringComparer.Ordinal)));
        Assert.Equal(4, _producer.Sent.Select(batch => batch.Key).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task More_than_a_batch_holds_goes_out_in_several()
    {
        await Sink().AppendAsync([.. Enumerable.Range(0, 5).Select(i => Record($"{i}{new string('x', 400)}", _one))], Cancellation);

        Assert.Equal([2, 2, 1], _producer.Sent.Select(batch => batch.Bodies.Count));
    }

    [Fact]
    public async Task What_is_too_large_for_the_hub_goes_on_as_its_masked_head_and_is_counted_there()
    {
        var roomy = new RecordingProducer { Room = 20_000 };
        await new EventHubSink(roomy, new HubOptions(), NullLogger<EventHubSink>.Instance).AppendAsync([Record($"secret {new string('x', 30_000)}", _one)], Cancellation);
        var message = Assert.Single(roomy.Messages);
        Assert.Equal((SetAsideReason.TooLarge, 30_007L), (RefusalProperties.ReadReason(message), RefusalProperties.ReadLength(message)));
        Assert.StartsWith("xxxxxx xxx", message.EventBody.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hub_that_takes_not_even_a_head_is_no_acceptance() => await Assert.ThrowsAsync<InvalidOperationException>(
        async () => await Sink().AppendAsync([Record(new string('x', 5000), _one)], Cancellation));

    [Fact]
    public async Task What_the_door_refused_carries_its_reason_and_no_key()
    {
        await Sink().AppendAsync([new SinkRecord(Encoding.UTF8.GetBytes("{}"), 4000, SetAsideReason.MissingField("service"))], Cancellation);

        Assert.Null(Assert.Single(_producer.Sent).Key);
        Assert.Equal((SetAsideReason.MissingField("service"), 4000L), (RefusalProperties.ReadReason(_producer.Messages[0]), RefusalProperties.ReadLength(_producer.Messages[0])));
    }

    [Theory]
    [InlineData(EventHubsException.FailureReason.ServiceBusy)]
    [InlineData(EventHubsException.FailureReason.QuotaExceeded)]
    public async Task A_hub_that_is_busy_has_no_room_now(EventHubsException.FailureReason reason)
    {
        _producer.Failure = new EventHubsException(isTransient: true, "inference-events", "busy", reason);

        var result = await Sink().AppendAsync([Record("1", _one)], Cancellation);

        Assert.False(result.Accepted);
        Assert.True(result.RetryAfter > TimeSpan.Zero);
    }

    [Fact]
    public async Task A_hub_that_is_not_reached_is_to_be_tried_again()
    {
        Exception[] outages =
        [
            new EventHubsException(isTransient: true, "inference-events", "gone", EventHubsException.FailureReason.ServiceCommunicationProblem),
            new System.Net.Sockets.SocketException(111), new TimeoutException(), new TaskCanceledException(),
        ];
        foreach (var outage in outages)
        {
            _producer.Failure = outage;
            Assert.Equal((false, true), await Sink().AppendAsync([Record("1", _one)], Cancellation) is var result ? (result.Accepted, result.IsUnreachable) : default);
        }
    }

    [Fact]
    public async Task What_no_retry_will_mend_is_an_error()
    {
        _producer.Failure = new UnauthorizedAccessException("no role");

        await Assert.ThrowsAsync<UnauthorizedAccessException>(async () => await Sink().AppendAsync([Record("1", _one)], Cancellation));
    }

    [Fact]
    public async Task Heads_are_told_in_the_numbers_of_records()
    {
        var heads = await new EventHubHeads(_producer).ReadAsync(Cancellation);

        Assert.Equal(-1, heads[new SourcePartition("example.servicebus.windows.net", "inference-events", "0")]);
        Assert.Equal(HubMessage.LastSequence(41), heads[new SourcePartition("example.servicebus.windows.net", "inference-events", "1")]);
    }

    private EventHubSink Sink() => new(_producer, new HubOptions(), NullLogger<EventHubSink>.Instance);

    private static SinkRecord Record(string text, StreamKey stream) => new(Encoding.UTF8.GetBytes(text), text.Length, null, stream);
}
