using System.Text.Json;
using Kanshi.Drift;
using Kanshi.Incidents;
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

        await PurgeAsync();

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

        await PurgeAsync();

        Assert.Equal(kept, await store.ListAsync(enqueued, 10, Cancellation).CountAsync(Cancellation));
    }

    [Theory]
    [InlineData(399, true)]
    [InlineData(402, false)]
    public async Task An_incident_is_kept_for_its_retention_after_its_end_and_goes_with_its_signals(int daysAgo, bool kept)
    {
        var clock = new TestClock(_clock.GetUtcNow().AddDays(-daysAgo));
        var desk = new IncidentDesk(_rows, clock, new IncidentOptions { Channels = [] }, []);
        var ended = await desk.RaiseAsync(Given.Signal(), Cancellation);
        await desk.ActAsync(ended.Id, new IncidentInput.MarkFalsePositive("mai", "ours"), Cancellation);
        var open = await desk.OpenAsync(new IncidentInput.OpenedByHand("support-bot", "still going on", null, null, "mai"), Cancellation);

        await PurgeAsync();

        Assert.Equal(kept, await desk.FindAsync(ended.Id, Cancellation) is not null);
        Assert.Equal(kept, await desk.FindOfSignalAsync(Given.Signal().Stream, Given.Signal().Id, Cancellation) is not null);
        Assert.Equal(kept ? 1 : 0, await _rows.QueryAsync("incidents", "support-bot", "signal|", "signal}", Cancellation).CountAsync(Cancellation));
        Assert.NotNull(await desk.FindAsync(open.Id, Cancellation));
    }

    [Theory]
    [InlineData(399, 1)]
    [InlineData(402, 0)]
    public async Task A_signal_is_kept_for_its_retention(int daysAgo, int kept)
    {
        var signal = Given.Signal() with { RaisedAt = _clock.GetUtcNow().AddDays(-daysAgo) };
        await new StreamRegistry(_rows, 10).ResolveAsync(signal.Stream, Cancellation);
        await _rows.CommitAsync("detectors", signal.Stream.Id, [new RowWrite.Put("signal|" + signal.Id, JsonSerializer.SerializeToUtf8Bytes(signal, DriftJsonContext.Default.Signal))], Cancellation);

        await PurgeAsync();

        Assert.Equal(kept, await _rows.QueryAsync("detectors", signal.Stream.Id, null, null, Cancellation).CountAsync(Cancellation));
    }

    private Task PurgeAsync() => new Purge(_rows, _options, new ShiftOptions(), new IncidentOptions(), _clock).RunAsync(Cancellation);
}
