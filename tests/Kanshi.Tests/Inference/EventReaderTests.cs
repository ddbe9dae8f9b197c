using System.Text;
using Kanshi.Inference;
using Xunit;

namespace Kanshi.Tests.Inference;

public sealed class EventReaderTests
{
    private const string Minimal = "\"time\":\"2026-11-20T01:02:03Z\",\"service\":\"bot\"";
    private readonly EventReader _reader = new();

    [Fact]
    public void Every_member_of_the_native_form_is_read()
    {
        var e = Read("""
            {"id":"chatcmpl-9f","time":"2026-11-20T01:02:03.456Z","service":"support-bot","deployment":"gpt-4o-jpe","operation":"chat",
             "provider":"azure.ai.openai","requestModel":"gpt-4o","responseModel":"gpt-4o-2024-11-20","region":"japaneast","promptVersion":"v12",
             "latencyMs":2310,"timeToFirstTokenMs":420,"inputTokens":812,"outputTokens":164,"finishReason":"stop","status":200,
             "error":{"type":"RateLimit","message":"slow down"},"systemPrompt":"be kind","input":"何時？","output":"三時です。","context":["passage"],
             "expect":{"format":"json","schema":{"type":"object"},"language":"ja"},"feedback":{"rating":-1},"costUsd":0.0042,
             "attributes":{"tenantTier":"gold","beta":true,"seats":12,"nested":{}}}
            """);

        Assert.Equal(new DateTimeOffset(2026, 11, 20, 1, 2, 3, 456, TimeSpan.Zero), e.Time);
        Assert.Equal(("chatcmpl-9f", "support-bot", "gpt-4o-jpe", "chat"), (e.Id, e.Service, e.Deployment, e.Operation));
        Assert.Equal(("azure.ai.openai", "gpt-4o", "gpt-4o-2024-11-20"), (e.Provider, e.RequestModel, e.ResponseModel));
        Assert.Equal(("japaneast", "v12", "stop"), (e.Region, e.PromptVersion, e.FinishReason));
        Assert.Equal((2310.0, 420.0, 812L, 164L, 200), (e.LatencyMs, e.TimeToFirstTokenMs, e.InputTokens, e.OutputTokens, e.Status));
        Assert.Equal(("RateLimit", "slow down"), (e.Error!.Type, e.Error.Message.ToString()));
        Assert.Equal(("be kind", "何時？", "三時です。"), (e.SystemPrompt.ToString(), e.Prompt.ToString(), e.Output!.Value.ToString()));
        Assert.Equal("passage", Assert.Single(e.Context).ToString());
        Assert.Equal(("json", "{\"type\":\"object\"}", "ja"), (e.Expect!.Format, Encoding.UTF8.GetString(e.Expect.Schema.Span), e.Expect.Language));
        Assert.Equal((-1.0, 0.0042), (e.FeedbackRating, e.CostUsd));
        Assert.Equal([new("tenantTier", "gold"), new("beta", "true"), new("seats", "12")], e.Attributes);
    }

    [Theory]
    [InlineData("{" + Minimal + ",\"responseModel\":\"m2\",\"requestModel\":\"m1\"}", "m2")]
    [InlineData("{" + Minimal + ",\"requestModel\":\"m1\"}", "m1")]
    [InlineData("{" + Minimal + "}", "unknown")]
    public void A_missing_deployment_falls_back_to_the_model(string json, string deployment) => Assert.Equal(deployment, Read(json).Deployment);

    [Fact]
    public void Messages_may_be_an_array_with_parts_and_the_prompt_is_the_last_user_turn()
    {
        var e = Read("{" + Minimal + "," + """
            "input":[{"role":"user","content":"first"},{"role":"assistant","content":null},
                     {"role":"user","content":[{"type":"text","text":"one"},{"type":"image_url","image_url":{"url":"x"}},{"type":"text","text":"two"}]}]}
            """);

        Assert.Equal(["user", "assistant", "user"], e.Input.Select(message => message.Role));
        Assert.Equal("one\ntwo", e.Prompt.ToString());
    }

    [Theory]
    [InlineData("2026-11-20T10:02:03+09:00")]
    [InlineData("2026-11-20T01:02:03")]
    [InlineData("2026-11-20T01:02:03.000Z")]
    public void Times_are_utc_also_without_an_offset(string time) =>
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 1, 2, 3, TimeSpan.Zero), Read($"{{\"service\":\"s\",\"time\":\"{time}\"}}").Time);

    [Theory]
    [InlineData("not json", "NotJson")]
    [InlineData("{" + Minimal, "NotJson")]
    [InlineData("{" + Minimal + "} trailing", "NotJson")]
    [InlineData("{" + Minimal + ",\"output\":\"raw \u0000 nul\"}", "NotJson")]
    [InlineData("{" + Minimal + ",\"latencyMs\":NaN}", "NotJson")]
    [InlineData("[1,2", "NotJson")]
    [InlineData("", "NotJson")]
    [InlineData("42", "UnknownShape")]
    [InlineData("{}", "UnknownShape")]
    [InlineData("{\"hello\":{\"service\":\"x\"}}", "UnknownShape")]
    [InlineData("{\"service\":\"s\"}", "MissingField:time")]
    [InlineData("{\"time\":\"2026-11-20T01:02:03Z\"}", "MissingField:service")]
    [InlineData("{\"time\":\"2026-11-20T01:02:03Z\",\"service\":null}", "MissingField:service")]
    [InlineData("{\"time\":\"2026-11-20T01:02:03Z\",\"service\":\" \"}", "MissingField:service")]
    [InlineData("{\"time\":\"2026-11-20T01:02:03Z\",\"service\":7}", "WrongType:service")]
    [InlineData("{\"time\":1763600000,\"service\":\"s\"}", "WrongType:time")]
    [InlineData("{\"time\":\"yesterday\",\"service\":\"s\"}", "InvalidValue:time")]
    [InlineData("{\"time\":\"9999-12-31T23:59:59Z\",\"service\":\"s\"}", "InvalidValue:time")]
    [InlineData("{" + Minimal + ",\"latencyMs\":\"fast\"}", "WrongType:latencyMs")]
    [InlineData("{" + Minimal + ",\"latencyMs\":-1}", "InvalidValue:latencyMs")]
    [InlineData("{" + Minimal + ",\"latencyMs\":1e400}", "InvalidValue:latencyMs")]
    [InlineData("{" + Minimal + ",\"inputTokens\":1.5}", "InvalidValue:inputTokens")]
    [InlineData("{" + Minimal + ",\"output\":{\"text\":\"x\"}}", "WrongType:output")]
    [InlineData("{" + Minimal + ",\"output\":\"cut \\ud83d\"}", "InvalidText:output")]
    [InlineData("{" + Minimal + ",\"input\":[{\"role\":\"user\",\"content\":\"\\udc00\"}]}", "InvalidText:input")]
    [InlineData("{\"service\":\"bot\",\"time\":\"2026-11-20T01:02\\ud800Z\"}", "NotJson")]
    [InlineData("{" + Minimal + ",\"input\":[1]}", "WrongType:input")]
    [InlineData("{" + Minimal + ",\"expect\":[]}", "WrongType:expect")]
    public void What_cannot_be_read_is_refused_with_its_reason(string json, string reason)
    {
        Assert.False(_reader.TryRead(Encoding.UTF8.GetBytes(json), out _, out var given));
        Assert.Equal(reason, given.ToString());
        Assert.Equal(given, SetAsideReason.Parse(reason));
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_no_json()
    {
        byte[] bytes = [.. "{"u8, .. Encoding.UTF8.GetBytes(Minimal), .. ",\"output\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8];

        Assert.False(_reader.TryRead(bytes, out _, out var reason));
        Assert.Equal(SetAsideReason.NotJson, reason);
    }

    [Fact]
    public void A_name_too_long_for_a_key_is_refused_and_one_that_fits_is_taken()
    {
        Assert.Equal(128, Read($"{{\"time\":\"2026-11-20T01:02:03Z\",\"service\":\"{new string('s', 128)}\"}}").Service.Length);
        Assert.False(_reader.TryRead(Encoding.UTF8.GetBytes($"{{\"time\":\"2026-11-20T01:02:03Z\",\"service\":\"{new string('s', 129)}\"}}"), out _, out var reason));
        Assert.Equal("InvalidValue:service", reason.ToString());
    }

    [Fact]
    public void Unknown_members_and_escapes_do_no_harm()
    {
        var e = Read("{\"x\":[{\"y\":\"\\ud83d\"}]," + Minimal + ",\"\\u006futput\":\"a\\n\\u3042\\ud83d\\ude00\",\"latencyMs\":null}");

        Assert.Equal("a\nあ😀", e.Output!.Value.ToString());
        Assert.Null(e.LatencyMs);
    }

    [Fact]
    public void No_damage_to_an_event_makes_the_reader_throw()
    {
        var sample = Encoding.UTF8.GetBytes("{\"id\":\"a\\u3042\"," + Minimal + ",\"input\":[{\"role\":\"user\",\"content\":\"x\"}],\"expect\":{\"schema\":[1]},\"attributes\":{\"a\":1}}");
        for (var length = 0; length < sample.Length; length++)
            _reader.TryRead(sample.AsMemory(0, length), out _, out _);
        for (var seed = 0; seed < 20_000; seed++)
        {
            var chance = new Random(seed);
            var damaged = sample.ToArray();
            for (var hits = chance.Next(1, 4); hits > 0; hits--)
                damaged[chance.Next(damaged.Length)] = (byte)chance.Next(256);
            Assert.True(_reader.TryRead(damaged, out var e, out var reason) ? e is not null : reason.Code.Length > 0, $"seed {seed}");
        }
    }

    [Theory]
    [InlineData("a", "b", "c")]
    [InlineData("サポート", "gpt 4/o", "chat~x")]
    [InlineData("=41", "%2F", "😀")]
    [InlineData("", "|", ".")]
    public void A_stream_id_is_one_safe_segment_and_reads_back(string service, string deployment, string operation)
    {
        var key = new StreamKey(service, deployment, operation);

        Assert.True(StreamKey.TryParse(key.Id, out var back));
        Assert.Equal(key, back);
        Assert.DoesNotContain(key.Id, c => c is '/' or '\\' or '#' or '?' or '%' or '|' || char.IsControl(c));
    }

    private InferenceEvent Read(string json)
    {
        Assert.True(_reader.TryRead(Encoding.UTF8.GetBytes(json), out var e, out var reason), reason.ToString());
        return e;
    }
}
