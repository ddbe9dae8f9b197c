using System.Text;
using Kanshi.Ingestion;
using Kanshi.Local.Sqlite;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Local.Tests.Sqlite;

public sealed class EventQueueTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>
    /// Without a lock the second one gives numbers again that the first has folded and forgotten: its records lie below the checkpoint, are
    /// never read, and are deleted by the next checkpoint, although their senders were told that they are kept.
    /// </summary>
    [Fact]
    public async Task A_second_server_on_the_same_file_loses_no_acknowledged_record()
    {
        await using var one = Open();
        try
        {
            await using var two = Open();
            for (var i = 0; i < 3; i++)
                await one.AppendAsync([Record("one")], Cancellation);
            await one.CheckpointAsync(2, Cancellation);
            Assert.True((await two.AppendAsync([Record("two")], Cancellation)).Accepted);

            Assert.Single(one.Read(one.ReadCheckpoint(), 10));
        }
        catch (InvalidDataException)
        {
            // Refused at the start: nothing was acknowledged.
        }
    }

    public void Dispose() => _folder.Dispose();

    private static SinkRecord Record(string text) => new(Encoding.UTF8.GetBytes(text), text.Length, null);

    private EventQueue Open() => EventQueue.Open(_folder.File("queue.db"), new QueueOptions(), TimeProvider.System);
}
