using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Kanshi.Connectors.Webhook;
using Kanshi.Incidents;
using Kanshi.Notifications;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Connectors.Tests.Webhook;

public sealed class WebhookNotifierTests
{
    private const string Approved =
        """
        {"version":1,"key":"support-bot~20261120T0902Z~3f9a1c/4","kind":"opened","at":"2026-11-20T09:02:00+00:00",
        "incident":{"id":"support-bot~20261120T0902Z~3f9a1c","service":"support-bot","summary":"Refusals in support-bot/gpt-4o/chat rose from 1.2 % to 24 % since 08:55 UTC",
        "state":"triaged","severity":2,"symptom":"invalid-output","cause":"unknown","layer":null,"confidence":0.987,
        "since":"2026-11-20T08:55:00+00:00","openedAt":"2026-11-20T09:02:00+00:00","resolvedAt":null,"acknowledgedBy":null,"signalCount":0,"signals":[]},"standsFor":[],"note":null}
        """;

    private static readonly DateTimeOffset _opened = new(2026, 11, 20, 9, 2, 0, TimeSpan.Zero);

    private static readonly Notification _notification = new(
        "support-bot~20261120T0902Z~3f9a1c/4",
        NotificationKind.Opened,
        _opened,
        "support-bot~20261120T0902Z~3f9a1c",
        "support-bot",
        "Refusals in support-bot/gpt-4o/chat rose from 1.2 % to 24 % since 08:55 UTC",
        IncidentState.Triaged,
        Severity: 2,
        Symptom.InvalidOutput,
        Cause: "unknown",
        Layer: null,
        Confidence: 0.98714,
        Since: _opened.AddMinutes(-7),
        OpenedAt: _opened,
        ResolvedAt: null,
        AcknowledgedBy: null);

    [Fact]
    public async Task The_body_is_the_approved_sample()
    {
        await using var receiver = await Receiver.AnsweringAsync(204);

        Assert.Equal(new DeliveryResult.Delivered(), await SendAsync(receiver.Url + "/hooks/kanshi"));
        var request = Assert.Single(receiver.Requests);
        Assert.Equal(Approved.ReplaceLineEndings(""), Encoding.UTF8.GetString(request.Body));
        Assert.Equal(("/hooks/kanshi", "application/json; charset=utf-8"), (request.Path, request.Headers["Content-Type"]));
    }

    [Fact]
    public async Task The_signature_is_the_hmac_of_timestamp_and_body()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);

        await SendAsync(receiver.Url, secret: "it's a s3cret é");
        var request = Assert.Single(receiver.Requests);
        byte[] signed = [.. "1795165200."u8, .. request.Body];
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("it's a s3cret é"), signed));
        Assert.Equal("1795165200", request.Headers["Kanshi-Timestamp"]);
        Assert.Equal($"v1={expected}", request.Headers["Kanshi-Signature"]);
        Assert.Equal(_notification.Key, request.Headers["Idempotency-Key"]);
    }

    [Fact]
    public void The_signature_matches_a_value_computed_elsewhere() => Assert.Equal(
        "v1=9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae", WebhookSignature.Of("key", "1700000000", "{}"u8));

    [Fact]
    public async Task Without_a_secret_it_is_not_signed()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);

        await SendAsync(receiver.Url);
        Assert.DoesNotContain("Kanshi-Signature", receiver.Requests[0].Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_key_with_letters_beyond_ascii_travels_escaped()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        using var notifier = Notifier(receiver.Url);

        Assert.IsType<DeliveryResult.Delivered>(await notifier.SendAsync(_notification with { Key = "要約~1/0" }, default));
        Assert.Equal("%E8%A6%81%E7%B4%84~1%2F0", receiver.Requests[0].Headers["Idempotency-Key"]);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_busy_receiver_is_tried_again(int status)
    {
        await using var receiver = await Receiver.AnsweringAsync(status);

        Assert.Equal(new DeliveryResult.TemporaryFailure($"127.0.0.1 answered {status}"), await SendAsync(receiver.Url));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task A_refusal_is_final(int status)
    {
        await using var receiver = await Receiver.AnsweringAsync(status);

        Assert.Equal(new DeliveryResult.PermanentFailure($"127.0.0.1 answered {status}"), await SendAsync(receiver.Url));
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Fri, 20 Nov 2026 09:05:00 GMT", 300)]
    public async Task Retry_After_is_passed_on_as_seconds_or_as_a_date(string value, int seconds)
    {
        await using var receiver = await Receiver.AnsweringAsync(429, "Retry-After", value);

        Assert.Equal(new DeliveryResult.TemporaryFailure("127.0.0.1 answered 429", TimeSpan.FromSeconds(seconds)), await SendAsync(receiver.Url));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await Receiver.AnsweringAsync(200);
        await using var receiver = await Receiver.AnsweringAsync(307, "Location", elsewhere.Url);

        Assert.Equal(new DeliveryResult.PermanentFailure("127.0.0.1 answered 307"), await SendAsync(receiver.Url));
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_is_tried_again()
    {
        await using var receiver = await Receiver.StartAsync(context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));

        Assert.Equal(new DeliveryResult.TemporaryFailure("127.0.0.1 gave no answer within 0.2 s"), await SendAsync(receiver.Url, timeout: TimeSpan.FromMilliseconds(200)));
    }

    [Fact]
    public async Task An_endless_answer_is_not_read()
    {
        await using var receiver = await Receiver.StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(new byte[4096], context.RequestAborted);
        });

        Assert.Equal(new DeliveryResult.Delivered(), await SendAsync(receiver.Url));
    }

    [Fact]
    public async Task Nobody_there_is_temporary_and_the_reason_names_the_host_only()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        Assert.Equal(new DeliveryResult.TemporaryFailure("127.0.0.1 was not reached: ConnectionError"), await SendAsync($"http://127.0.0.1:{port}/secret?token=1"));
    }

    [Fact]
    public async Task The_caller_s_cancellation_is_not_a_failure_of_the_receiver()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        using var notifier = Notifier(receiver.Url);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await notifier.SendAsync(_notification, new CancellationToken(canceled: true)));
    }

    private static async Task<DeliveryResult> SendAsync(string url, string secret = "", TimeSpan? timeout = null)
    {
        using var notifier = Notifier(url, secret, timeout);
        return await notifier.SendAsync(_notification, default);
    }

    private static WebhookNotifier Notifier(string url, string secret = "", TimeSpan? timeout = null) =>
        new(new WebhookOptions { Url = url, Secret = secret, Timeout = timeout ?? TimeSpan.FromSeconds(10) }, TestClock.Default);
}
