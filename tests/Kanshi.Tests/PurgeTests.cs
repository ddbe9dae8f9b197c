using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Storage;
using Kanshi.Testing;
using Kanshi.Windows;
using Xunit;

namespace Kanshi.Tests;

public sealed class PurgeTests
{
    private readonly MemoryRowStore _rows = new();
    private readonly TestClock _clock = TestClock.Default;
    private readonly WindowOptions _options = new() { Retention = TimeSpan.FromDays(30) };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(29, true)]
    [InlineData(31, false)]
    [InlineData(80, false)]
    public async Task Windows_are_kept_for_the_retention_and_no_longer(int daysAgo, bool kept)
    {
        var start = _options.StartOf(_clock.GetUtcNow().AddDays(-daysAgo));
        var stream = new StreamKey("s", "d", "chat");
        var windows = new MergedWindowStore(_rows);
        await windows.KeepAsync(stream, new MergedWindow(start, true, _clock.GetUtcNow(), new WindowSketch()), Cancellation);

        await new Purge(_rows, _options, _clock).RunAsync(Cancellation);

        Assert.Equal(kept, await windows.FindAsync(stream, start, Cancellation) is not null);
    }

    [Theory]
    [InlineData(6, 1)]
    [InlineData(9, 0)]
    public async Task What_was_set_aside_is_kept_for_a_week(int daysAgo, int kept)
    {
        var enqueued = _clock.GetUtcNow().AddDays(-daysAgo);
        var source = new SourcePartition("n", "h", "0").InEpoch(0);
        var store = new SetAsideStore(_rows, new SourceRegistry(_rows));
        await new SourceRegistry(_rows).SaveAsync(source.Partition, new SourceProgress([enqueued], 0, enqueued), null, Cancellation);
        await store.KeepAsync(source, [(new Delivery(0, enqueued, "x"u8.ToArray()), SetAsideReason.NotJson)], Cancellation);

        await new Purge(_rows, _options, _clock).RunAsync(Cancellation);

        Assert.Equal(kept, await store.ListAsync(enqueued, 10, Cancellation).CountAsync(Cancellation));
    }
}
