using System.Text;
using Kanshi.Inference;
using Kanshi.Inference.Shapes;
using Kanshi.Scoring;
using Xunit;

namespace Kanshi.Tests.Inference;

/// <summary>What samples alone do not pin.</summary>
public sealed class ReaderDetailTests
{
    [Theory]
    [InlineData("""{"time":"2026-11-20T01:02:03Z","resourceId":"x","service":"s","category":"y"}""", "s")]
    [InlineData("""{"time":"2026-11-20T01:02:03Z","resourceId":"x","service":"s"}""", "s")]
    [InlineData("""{"time":"2026-11-20T01:02:03Z","service":"s","specversion":"1.0"}""", "s")]
    [InlineData("""{"time":"2026-11-20T01:02:03Z","service":"s","metric":"m"}""", "s")]
    [InlineData("""{"message":"{\"a\":1}","time":"2026-11-20T01:02:03Z","service":"s"}""", "s")]
    [InlineData("""{"records":[],"time":"2026-11-20T01:02:03Z","service":"s"}""", "Empty")]
    [InlineData("""{"specversion":"1.0","type":"t","source":"/a/b","time":"2026-11-20T01:02:03Z"}""", "MissingField:data")]
    [InlineData("""{"specversion":"1.0","type":"t","source":"/a/b","data":{"output":"x"}}""", "MissingField:time")]
    [InlineData("""{"specversion":"1.0","type":"t","source":"/","time":"2026-11-20T01:02:03Z","data":{}}""", "MissingField:service")]
    [InlineData("""{"specversion":"1.0","type":"t","source":"/a/b","time":"2026-11-20T01:02:03Z","sampledrate":"x","data":{}}""", "InvalidValue:sampledrate")]
    public void Members_that_look_like_another_shape_decide_only_together(string json, string readAs)
    {
        var read = Samples.ReadAs(Encoding.UTF8.GetBytes(json));

        Assert.Contains(readAs.Length == 1 ? $"\"service\":\"{readAs}\"" : $"set aside: {readAs}\n", read, StringComparison.Ordinal);
    }

    [Fact]
    public void A_span_within_a_cloud_event_is_read_with_what_is_around_it()
    {
        var spans = Encoding.UTF8.GetString(Samples.Read("otlp-spans")).Replace('\n', ' ');
        var read = Samples.ReadAs(Encoding.UTF8.GetBytes($"{{\"specversion\":\"1.0\",\"type\":\"t\",\"source\":\"/x\",\"id\":\"1\",\"sampledrate\":4,\"data\":{spans}}}")).TrimEnd('\n').Split('\n');

        Assert.Equal(3, read.Length);
        Assert.Equal(2, read.Count(line => line.Contains("\"sampledRate\":4", StringComparison.Ordinal)));
        Assert.Equal("set aside: NotInference", read[^1]);
    }

    [Fact]
    public void An_answer_that_a_carrier_has_cut_is_not_called_truncated()
    {
        var json = """{"time":"2026-11-20T01:02:03Z","service":"s","status":200,"truncated":true,"expect":{"format":"json"},"output":"{\"a\": \"The long story of the"}""";
        Assert.True(new EventReader().TryRead(Encoding.UTF8.GetBytes(json), out var e, out _));

        var card = new ResponseScorer().Score(e);
        var whole = new ResponseScorer().Score(e with { Truncated = false });

        Assert.False(card.Has(Checks.Truncated) || card.Has(Checks.Format));
        Assert.True(whole.Has(Checks.Format));
    }

    [Fact]
    public void An_exchange_cut_anywhere_keeps_what_came_before()
    {
        var whole = Encoding.UTF8.GetString(Samples.Read("apim-exchange")).Replace("\n ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(whole);
        var response = whole.IndexOf("\"response\"", StringComparison.Ordinal);
        for (var length = response; length < bytes.Length; length++)
        {
            Assert.True(new EventReader().TryRead(bytes.AsMemory(0, length), out var e, out var reason), $"{length}: {reason}");
            Assert.True(e.Truncated);
            Assert.Equal((200, 2310.0, "support-bot"), (e.Status, e.LatencyMs, e.Service));
        }
    }

    [Theory]
    [InlineData("""{"a":[1,2""", """{"a":[1]}""")]
    [InlineData("""{"a":"x\u00e""", """{"a":"x"}""")]
    [InlineData("""{"a":"x\ud83d""", """{"a":"x"}""")]
    [InlineData("""{"a":"x\ud83d\ude00""", """{"a":"x\ud83d\ude00"}""")]
    [InlineData("""{"a":"x\\""", """{"a":"x\\"}""")]
    [InlineData("""{"a":{"b""", """{"a":{"b":null}}""")]
    [InlineData("""{"a":tr""", """{"a":null}""")]
    [InlineData("""{"a":1,""", """{"a":1}""")]
    [InlineData("""{"a":""", """{"a":null}""")]
    [InlineData("", "")]
    public void Cut_json_is_closed_where_it_ends(string cut, string closed) => Assert.Equal(closed, Encoding.UTF8.GetString(CutJson.Closed(Encoding.UTF8.GetBytes(cut))));

    [Fact]
    public void A_cut_never_leaves_half_a_character() => Assert.Equal("""{"a":"x"}""", Encoding.UTF8.GetString(CutJson.Closed([.. "{\"a\":\"x"u8, 0xE3, 0x81])));

    [Fact]
    public void A_stream_without_its_end_keeps_its_beginning()
    {
        var body = "data: {\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hel\"}}]}\\n\\ndata: {\"choices\":[{\"delta\":{\"content\":\"lo\"}},{\"index\":1}]}\\n\\ndata: {\"choi";
        var json = $"{{\"apimExchange\":1,\"time\":\"2026-11-20T01:02:03Z\",\"service\":\"s\",\"response\":\"{body.Replace("\"", "\\\"", StringComparison.Ordinal)}\"}}";
        Assert.True(new EventReader().TryRead(Encoding.UTF8.GetBytes(json), out var e, out var reason), reason.ToString());

        Assert.Equal(("Hello", "m", true), (e.Output!.Value.ToString(), e.ResponseModel, e.Truncated));
    }
}
