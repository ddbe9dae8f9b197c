using System.Text;
using Kanshi.Ingestion;
using Kanshi.Local.Serving;
using Kanshi.Local.Sqlite;
using Kanshi.Testing;
using Kanshi.Windows;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Kanshi.Local.Tests.Serving;

public sealed class TickLoopTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Windows_of_events_that_waited_through_a_long_stop_close_complete()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var before = new TestClock(TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(3));
        await using (var queue = EventQueue.Open(_folder.File("queue.db"), new QueueOptions(), before))
            await queue.AppendAsync([.. Enumerable.Range(0, 5000).Select(i => Event(i, before.GetUtcNow()))], cancellation);

        await using var app = LocalHost.Build(_folder.Path, "http://127.0.0.1:0", new LocalOptions(), TimeProvider.System);
        await app.StartAsync(cancellation);
        var history = app.Services.GetRequiredService<WindowHistory>();
        var stream = new Inference.StreamKey("s", "unknown", "chat");
        SeenWindow? window = null;
        for (var attempt = 0; attempt < 100 && window is not { State: not WindowState.Open }; attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellation);
            window = await history.ListAsync(stream, before.GetUtcNow() - TimeSpan.FromMinutes(5), before.GetUtcNow() + TimeSpan.FromMinutes(5), cancellation)
                .FirstOrDefaultAsync(cancellation);
        }

        Assert.Equal((WindowState.Closed, 5000), (window!.State, window.Sketch.Events));
        await app.StopAsync(cancellation);
    }

    public void Dispose() => _folder.Dispose();

    private static SinkRecord Event(int id, DateTimeOffset time)
    {
        var bytes = Encoding.UTF8.GetBytes($"{{\"id\":\"{id}\",\"service\":\"s\",\"time\":\"{time:O}\"}}");
        return new SinkRecord(bytes, bytes.Length, null);
    }
}
