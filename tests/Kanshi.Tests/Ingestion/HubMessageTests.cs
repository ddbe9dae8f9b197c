using System.Text;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Xunit;

namespace Kanshi.Tests.Ingestion;

public sealed class HubMessageTests
{
    private const string Event = """{"time":"2026-11-20T01:02:03Z","service":"s"}""";
    private static readonly DateTimeOffset _enqueued = new(2026, 11, 20, 1, 2, 4, TimeSpan.Zero);

    [Theory]
    [InlineData("{e}", 1)]
    [InlineData("[{e},{e},{e}]", 3)]
    [InlineData("{e}\n{e}\n", 2)]
    [InlineData("", 1)]
    [InlineData("[]", 1)]
    [InlineData("not json", 1)]
    public void A_message_holds_as_many_records_as_a_body_would_and_at_least_one(string shape, int records) =>
        Assert.Equal(records, Read(7, shape.Replace("{e}", Event, StringComparison.Ordinal)).Count);

    [Fact]
    public void Numbers_grow_within_a_message_and_from_one_to_the_next()
    {
        long[] numbers =
        [
            .. Read(0, Event).Concat(Read(1, $"[{Event},{Event}]")).Concat(Read(2, $"{Event}\n{Event}\n{Event}")).Concat(Read(long.MaxValue >> 20, Event)).Select(d => d.Sequence),
        ];

        Assert.Equal(numbers.Order(), numbers);
        Assert.Equal(numbers.Length, numbers.Distinct().Count());
        Assert.All(numbers, number => Assert.True(number >= 0));
    }

    [Fact]
    public void The_last_record_of_a_message_has_the_number_that_the_head_of_the_partition_is_told_by()
    {
        Assert.Equal(HubMessage.LastSequence(9), Read(9, $"[{Event},{Event}]")[^1].Sequence);
        Assert.Equal(HubMessage.LastSequence(9), Read(9, "")[^1].Sequence);
        Assert.Equal(-1, HubMessage.LastSequence(-1));
    }

    [Fact]
    public void Messages_are_counted_from_the_numbers_of_their_records()
    {
        Assert.Equal(0, HubMessage.MessagesBetween(HubMessage.LastSequence(9), HubMessage.LastSequence(9)));
        Assert.Equal(3, HubMessage.MessagesBetween(HubMessage.LastSequence(6), HubMessage.LastSequence(9)));
        Assert.Equal(10, HubMessage.MessagesBetween(-1, HubMessage.LastSequence(9)));
        Assert.Equal(0, HubMessage.MessagesBetween(-1, -1));
    }

    [Fact]
    public void A_message_with_more_records_than_a_body_may_have_is_set_aside_as_one()
    {
        var delivery = Assert.Single(Read(7, string.Join('\n', Enumerable.Repeat("1", EventIntake.MaxRecords + 1))));

        Assert.Equal(SetAsideReason.TooManyRecords, delivery.Refused);
        Assert.True(delivery.Record.Length <= RecordFramer.HeadBytes);
    }

    [Fact]
    public void What_says_of_itself_that_it_was_refused_is_masked_all_the_same()
    {
        var delivery = Assert.Single(HubMessage.Read(7, _enqueued, Encoding.UTF8.GetBytes("{\"secret\":\"abc123\"}"), SetAsideReason.UnknownShape, 4000));

        Assert.Equal("{\"xxxxxx\":\"xxx999\"}", Encoding.UTF8.GetString(delivery.Record.Span));
        Assert.Equal((SetAsideReason.UnknownShape, 4000L), (delivery.Refused!.Value, delivery.Length));
    }

    [Theory]
    [InlineData("NotJson", true)]
    [InlineData("MissingField:service", true)]
    [InlineData("MissingField:error.type", true)]
    [InlineData("Whatever", false)]
    [InlineData("MissingField:my name is Mai", false)]
    [InlineData("", false)]
    public void Only_reasons_of_our_own_are_believed(string text, bool known) => Assert.Equal(known, SetAsideReason.ParseKnown(text) is not null);

    private static IReadOnlyList<Delivery> Read(long sequence, string body) => HubMessage.Read(sequence, _enqueued, Encoding.UTF8.GetBytes(body));
}
