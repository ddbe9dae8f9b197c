using System.Net;
using System.Net.Sockets;
using Kanshi.Incidents;
using Kanshi.Notifications;
using Xunit;

namespace Kanshi.Connectors.Tests.Notifying;

/// <summary>What every channel promises, tried against a real server on this machine.</summary>
public abstract class NotifierContract
{
    /// <summary>Parts of what the channel must keep to itself; no reason may hold them.</summary>
    protected const string Secret = "hushhushhushhushhushhushhushhush";

    private protected interface IServer : IAsyncDisposable
    {
        /// <summary>What has arrived as a message, in order.</summary>
        IReadOnlyList<string> Taken { get; }
    }

    private protected enum Answer
    {
        Takes,

        /// <summary>Refuses for a reason that will not pass.</summary>
        Refuses,

        /// <summary>Is busy for now.</summary>
        Busy,

        /// <summary>Takes the connection and says nothing.</summary>
        Hangs,
    }

    [Fact]
    public async Task What_is_delivered_arrives_once()
    {
        await using var server = await ServeAsync(Answer.Takes);

        Assert.IsType<DeliveryResult.Delivered>(await SendAsync(server, Sample.Of(NotificationKind.Opened)));
        Assert.Single(server.Taken);
    }

    [Fact]
    public async Task Every_kind_is_delivered()
    {
        await using var server = await ServeAsync(Answer.Takes);
        foreach (var kind in Sample.Kinds)
            Assert.IsType<DeliveryResult.Delivered>(await SendAsync(server, Sample.Of(kind)));
    }

    [Fact]
    public async Task The_same_notification_looks_the_same_again()
    {
        await using var server = await ServeAsync(Answer.Takes);
        await SendAsync(server, Sample.Of(NotificationKind.Worsened));
        await SendAsync(server, Sample.Of(NotificationKind.Worsened));

        Assert.Equal(server.Taken[0], server.Taken[1]);
    }

    [Fact]
    public async Task A_refusal_is_final()
    {
        await using var server = await ServeAsync(Answer.Refuses);

        NothingTold(Assert.IsType<DeliveryResult.PermanentFailure>(await SendAsync(server, Sample.Of(NotificationKind.Opened))).Reason);
    }

    [Fact]
    public async Task A_busy_server_is_tried_again()
    {
        await using var server = await ServeAsync(Answer.Busy);

        NothingTold(Assert.IsType<DeliveryResult.TemporaryFailure>(await SendAsync(server, Sample.Of(NotificationKind.Opened))).Reason);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_tried_again()
    {
        await using var server = await ServeAsync(Answer.Hangs);

        NothingTold(Assert.IsType<DeliveryResult.TemporaryFailure>(await SendAsync(server, Sample.Of(NotificationKind.Opened), TimeSpan.FromMilliseconds(300))).Reason);
    }

    [Fact]
    public async Task Nobody_there_is_temporary()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        NothingTold(Assert.IsType<DeliveryResult.TemporaryFailure>(await SendToAsync(port, Sample.Of(NotificationKind.Opened), TimeSpan.FromSeconds(10))).Reason);
    }

    [Fact]
    public async Task The_caller_s_cancellation_is_not_a_failure_of_the_channel()
    {
        await using var server = await ServeAsync(Answer.Takes);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await SendAsync(server, Sample.Of(NotificationKind.Opened), cancellation: new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Hostile_and_endless_text_is_taken_as_text()
    {
        await using var server = await ServeAsync(Answer.Takes);
        foreach (var repeat in new[] { 1, 100 })
            Assert.IsType<DeliveryResult.Delivered>(await SendAsync(server, Sample.HostileOf(NotificationKind.Escalated, repeat)));
        Assert.All(server.Taken, IsHarmless);
    }

    private protected abstract Task<IServer> ServeAsync(Answer answer);

    private protected abstract INotifier Notifier(int port, TimeSpan timeout);

    private protected abstract int PortOf(IServer server);

    /// <summary>Whether the channel's own markup has come through; the message is as the server has read it.</summary>
    private protected virtual void IsHarmless(string message)
    {
    }

    private protected ValueTask<DeliveryResult> SendAsync(IServer server, Notification notification, TimeSpan? timeout = null, CancellationToken cancellation = default) =>
        SendToAsync(PortOf(server), notification, timeout ?? TimeSpan.FromSeconds(30), cancellation);

    private protected static void NothingTold(string reason)
    {
        Assert.DoesNotContain("hush", reason, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("what the server says", reason, StringComparison.Ordinal);
        Assert.InRange(reason.Length, 5, 150);
    }

    private async ValueTask<DeliveryResult> SendToAsync(int port, Notification notification, TimeSpan timeout, CancellationToken cancellation = default)
    {
        var notifier = Notifier(port, timeout);
        try
        {
            return await notifier.SendAsync(notification, cancellation);
        }
        finally
        {
            (notifier as IDisposable)?.Dispose();
        }
    }
}
