using System.Diagnostics;
using System.Text;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Scoring;
using Kanshi.Storage;
using Kanshi.Windows;
using Xunit;

namespace Kanshi.Tests.Ingestion;

/// <summary>Events that are made to hold the pipeline up.</summary>
public sealed class HostileEventTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
    private static readonly SourcePartition _partition = new("sim", "hostile", "0");
    private readonly MemoryRowStore _rows = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1e-300", "1000000000")]
    [InlineData("5e-324", "1")]
    [InlineData("1e308", "1000000000000")]
    public async Task No_latency_however_small_or_large_holds_a_partition_up(string latency, string tokens)
    {
        var summary = await IngestAsync($"{{\"service\":\"b\",\"time\":\"{_now:O}\",\"status\":200,\"latencyMs\":{latency},\"outputTokens\":{tokens}}}");

        Assert.Equal(1, summary.Scored);
    }

    [Theory]
    [InlineData("""{"\ud800a":1,"service":"b","time":"2026-11-20T09:00:00Z"}""")]
    [InlineData("""{"service":"b","time":"2026-11-20T09:00:00Z","error":{"\ud800":1}}""")]
    [InlineData("""{"service":"b","time":"2026-11-20T09:00:00Z","feedback":{"\ud800":1}}""")]
    [InlineData("""{"service":"b","time":"2026-11-20T09:00:00Z","expect":{"\ud800a":1}}""")]
    [InlineData("""{"service":"b","time":"2026-11-20T09:00:00Z","input":[{"\ud800":1}]}""")]
    [InlineData("""{"service":"b","time":"2026-11-20T09:00:00Z","input":[{"content":[{"\ud800":1}]}]}""")]
    public async Task Half_a_surrogate_in_the_name_of_an_unknown_member_is_ignored(string line) =>
        Assert.Equal(1, (await IngestAsync(line)).Scored);

    [Fact]
    public async Task One_id_for_all_events_takes_no_more_time_than_ids_of_their_own()
    {
        var log = new DedupLog(_rows, _partition.InEpoch(0), TimeSpan.FromHours(1));
        await log.LoadAsync(_now, Cancellation);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 200_000; i++)
            Assert.Equal(i > 0, log.Observe(1, i, _now.AddMilliseconds(i)));

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3), $"200 000 resends took {watch.Elapsed}");
    }

    private ValueTask<BatchSummary> IngestAsync(string line) =>
        new PartitionIngestor(_partition, _rows, new StreamRegistry(_rows, 100), new EventReader(), new ResponseScorer(), new WindowOptions())
            .IngestAsync([new Delivery(0, _now, Encoding.UTF8.GetBytes(line))], Cancellation);
}
