using System.Text;
using Kanshi.Connectors.Tests.Webhook;
using Kanshi.Incidents;
using Kanshi.Notifications;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Kanshi.Connectors.Tests.Notifying;

/// <summary>The promises of channels over HTTP.</summary>
public abstract class HttpNotifierContract : NotifierContract
{
    private const string WhatItSays = "what the server says: hush";

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Fri, 20 Nov 2026 09:05:00 GMT", 300)]
    public async Task Retry_After_is_passed_on(string value, int seconds)
    {
        await using var receiver = await Receiver.AnsweringAsync(429, "Retry-After", value);
        await using var server = new HttpServer(receiver);

        var result = Assert.IsType<DeliveryResult.TemporaryFailure>(await SendAsync(server, Sample.Of(NotificationKind.Opened)));
        Assert.Equal(TimeSpan.FromSeconds(seconds), result.RetryAfter);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_refused(int status)
    {
        await using var elsewhere = await Receiver.AnsweringAsync(200);
        await using var receiver = await Receiver.AnsweringAsync(status, "Location", elsewhere.Url);
        await using var server = new HttpServer(receiver);

        NothingTold(Assert.IsType<DeliveryResult.PermanentFailure>(await SendAsync(server, Sample.Of(NotificationKind.Opened))).Reason);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task An_endless_answer_is_not_read()
    {
        await using var receiver = await Receiver.StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(new byte[4096], context.RequestAborted);
        });
        await using var server = new HttpServer(receiver);

        Assert.IsNotType<DeliveryResult.PermanentFailure>(await SendAsync(server, Sample.Of(NotificationKind.Opened)));
    }

    /// <summary>The body of the answer when the server takes a message.</summary>
    private protected virtual string Taken => "ok";

    private protected override async Task<IServer> ServeAsync(Answer answer) => new HttpServer(await Receiver.StartAsync(async context =>
    {
        if (answer == Answer.Hangs)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        context.Response.StatusCode = answer switch { Answer.Refuses => 400, Answer.Busy => 503, _ => 200 };
        await context.Response.WriteAsync(answer == Answer.Takes ? Taken : WhatItSays);
    }));

    private protected override int PortOf(IServer server) => ((HttpServer)server).Port;

    private protected sealed class HttpServer(Receiver receiver) : IServer
    {
        public int Port => new Uri(receiver.Url).Port;

        public Receiver Receiver => receiver;

        public IReadOnlyList<string> Taken => [.. receiver.Requests.Select(request => Encoding.UTF8.GetString(request.Body))];

        public ValueTask DisposeAsync() => receiver.DisposeAsync();
    }
}
