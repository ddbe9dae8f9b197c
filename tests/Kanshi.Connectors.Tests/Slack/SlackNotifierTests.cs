using System.Text;
using System.Text.Json;
using Kanshi.Connectors.Slack;
using Kanshi.Connectors.Tests.Notifying;
using Kanshi.Connectors.Tests.Webhook;
using Kanshi.Incidents;
using Kanshi.Notifications;
using Kanshi.Testing;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Kanshi.Connectors.Tests.Slack;

/// <summary>An incoming webhook.</summary>
public sealed class SlackWebhookNotifierTests : HttpNotifierContract
{
    [Theory]
    [InlineData("", "", "", "slack.x needs either url, an incoming webhook, or token and channel.")]
    [InlineData("https://hooks.slack.com/services/T/B/hush", "xoxb-hush", "C1", "slack.x needs either url, an incoming webhook, or token and channel.")]
    [InlineData("", "xoxb-hush", "#general", "slack.x.channel must be the id of a conversation, such as C0123456789 (in Slack: its details, at the bottom).")]
    [InlineData("http://hooks.slack.com/services/hush", "", "", "slack.x.url is http to hooks.slack.com: use https; http is for this machine only.")]
    public void Options_that_cannot_be_used_are_told_without_secrets(string url, string token, string channel, string problem) =>
        Assert.Equal([problem], new SlackOptions { Url = url, Token = token, Channel = channel }.Validate("slack.x"));

    private protected override INotifier Notifier(int port, TimeSpan timeout) =>
        new SlackNotifier("oncall", new SlackOptions { Url = $"http://127.0.0.1:{port}/services/{Secret}", Timeout = timeout }, "", TestClock.Default);

    private protected override void IsHarmless(string message) => SlackRules.Check(Encoding.UTF8.GetBytes(message));
}

/// <summary>chat.postMessage with a token.</summary>
public sealed class SlackTokenNotifierTests : HttpNotifierContract
{
    private protected override string Taken => """{"ok":true,"channel":"C0123456789","ts":"1763629320.000100"}""";

    [Fact]
    public async Task What_follows_stands_in_the_thread_of_the_first()
    {
        await using var server = await ServeAsync(Answer.Takes);
        var first = Assert.IsType<DeliveryResult.Delivered>(await SendAsync(server, Sample.Of(NotificationKind.Opened)));
        await SendAsync(server, Sample.Of(NotificationKind.Mitigated) with { Thread = first.Thread });
        await SendAsync(server, Sample.Of(NotificationKind.Resolved) with { Thread = first.Thread });

        Assert.Equal("1763629320.000100", first.Thread);
        Assert.Equal([null, "1763629320.000100", "1763629320.000100"], server.Taken.Select(body => Member(body, "thread_ts")?.GetString()));
        Assert.Equal([null, null, true], server.Taken.Select(body => Member(body, "reply_broadcast")?.GetBoolean()));
        Assert.All(server.Taken, body => Assert.Equal("C0123456789", Member(body, "channel")?.GetString()));
    }

    [Fact]
    public async Task The_token_is_in_the_header_alone()
    {
        await using var server = await ServeAsync(Answer.Takes);
        await SendAsync(server, Sample.Of(NotificationKind.Opened));

        Assert.Equal($"Bearer {Secret}", ((HttpServer)server).Receiver.Requests[0].Headers["Authorization"]);
        Assert.DoesNotContain(Secret, server.Taken[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"ok":false,"error":"ratelimited"}""", true, "127.0.0.1 answered ratelimited")]
    [InlineData("""{"ok":false,"error":"internal_error"}""", true, "127.0.0.1 answered internal_error")]
    [InlineData("""{"ok":false,"error":"channel_not_found"}""", false, "127.0.0.1 answered channel_not_found")]
    [InlineData("""{"ok":false,"error":"invalid_auth"}""", false, "127.0.0.1 answered invalid_auth")]
    [InlineData("""{"ok":false,"error":"<a text of its own>"}""", false, "127.0.0.1 answered an error without a name")]
    [InlineData("<html>", true, "127.0.0.1 answered 200 without saying what came of it")]
    [InlineData("{}", true, "127.0.0.1 answered 200 without saying what came of it")]
    [InlineData("null", true, "127.0.0.1 answered 200 without saying what came of it")]
    public async Task What_the_answer_says_is_what_came_of_it(string answer, bool temporary, string reason)
    {
        await using var receiver = await Receiver.StartAsync(context => context.Response.WriteAsync(answer));
        await using var server = new HttpServer(receiver);

        DeliveryResult expected = temporary ? new DeliveryResult.TemporaryFailure(reason) : new DeliveryResult.PermanentFailure(reason);
        Assert.Equal(expected, await SendAsync(server, Sample.Of(NotificationKind.Opened)));
    }

    private protected override INotifier Notifier(int port, TimeSpan timeout) => new SlackNotifier(
        "oncall", new SlackOptions { Token = Secret, Channel = "C0123456789", ApiUrl = $"http://127.0.0.1:{port}/api/chat.postMessage", Timeout = timeout }, "", TestClock.Default);

    private protected override void IsHarmless(string message) => SlackRules.Check(Encoding.UTF8.GetBytes(message));

    private static JsonElement? Member(string body, string name) => JsonDocument.Parse(body).RootElement.TryGetProperty(name, out var member) ? member : null;
}
