using System.Text;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Scoring;
using Kanshi.Storage;
using Kanshi.Windows;
using Xunit;

namespace Kanshi.Tests.Windows;

public sealed class MeasurementWindowTests
{
    private const string Metric = "{\"time\":\"2026-11-20T01:02:03Z\",\"service\":\"bot\",\"metric\":\"gpu.utilization\"";

    /// <summary>Two calls as version 1 stored them.</summary>
    private const string OfVersion1 =
        "AQIAAQAAAQEAAAAAAQCA0JX/vDEAAAAAAACQikAAAAAAAJCKQAG8BQEAAAEAgMD8gqoCAAAAAAAAAERAAAAAAAAAREAB/gIBAAEAgOCLtFkAAAAAAAAAKEAAAAAAAAAoQAGC"
        + "AgEAAQCmy9GXaQA8PDw8PDwsQDw8PDw8PCxAAZICAQABAICS9AEA/Knx0k1iYD/8qfHSTWJgPwGFBQEAAgIAAAAAAAAAAAAAAAAAAAAAAAAAAAEGcmVnaW9uAQlqYXBhbmVhc3QBAAAAAQys4psDAAA=";

    [Fact]
    public void A_measurement_is_a_stream_of_its_own_with_its_value()
    {
        var e = Read(Metric + ",\"value\":0.93,\"unit\":\"1\",\"layer\":\"infrastructure\",\"dimensions\":{\"node\":\"n7\"}}");
        var window = Window(e, Read(Metric + ",\"value\":-2}"));

        Assert.Equal(new StreamKey("bot", "gpu.utilization", "measurement"), e.Stream);
        Assert.Equal((2, 0.93, -2.0), (window[Quantity.Value].Count, window[Quantity.Value].Max, window[Quantity.Value].Min));
        Assert.Equal((0, 0, 2), (window[Quantity.Risk].Count, window.Answers, window[Outcome.Success]));
        Assert.Equal(["@layer", "@node"], window.Dimensions.Tables.Keys);
        var metric = WindowMetric.All.Single(metric => metric.Name == "value");
        Assert.Equal((Harm.None, 2L), (metric.Harm, metric.Of(window).Count));
    }

    [Fact]
    public void A_label_is_a_dimension()
    {
        var window = Window(Read(Metric + ",\"label\":\"cat\"}"), Read(Metric + ",\"label\":\"cat\"}"), Read(Metric + ",\"label\":\"dog\"}"));

        var labels = window.Dimensions.Tables[DimensionSet.Label].Values;
        Assert.Equal((2L, 1L, 0L), (labels["cat"].Events, labels["dog"].Events, window[Quantity.Value].Count));
        Assert.True(window.ToBytes().Span.SequenceEqual(WindowSketch.FromBytes(window.ToBytes().Span).ToBytes().Span));
    }

    [Theory]
    [InlineData(",\"value\":\"high\"}", "WrongType:value")]
    [InlineData(",\"value\":1e400}", "InvalidValue:value")]
    [InlineData(",\"value\":[]}", "WrongType:value")]
    [InlineData(",\"label\":{}}", "WrongType:label")]
    public void What_is_no_measurement_has_its_reason(string rest, string reason)
    {
        Assert.False(new EventReader().TryRead(Encoding.UTF8.GetBytes(Metric + rest), out _, out var given));
        Assert.Equal(reason, given.ToString());
    }

    [Fact]
    public void A_metric_without_value_or_label_is_an_unknown_member_of_an_event() => Assert.Null(Read(Metric + "}").Measurement);

    [Fact]
    public void A_window_stored_before_measurements_is_read_and_merges()
    {
        var stored = WindowSketch.FromBytes(Convert.FromBase64String(OfVersion1));
        stored.Merge(Window(Read(Metric + ",\"value\":3}")));

        Assert.Equal((3L, 1L, 850.0), (stored.Events, stored[Quantity.Value].Count, stored[Quantity.LatencyMs].Max));
        Assert.Equal(3, stored.ToBytes().Span[0]);
    }

    [Fact]
    public async Task A_measurement_goes_the_way_of_all_events()
    {
        var rows = new MemoryRowStore();
        var partition = new SourcePartition("sim", "measurements", "0");
        var ingestor = new PartitionIngestor(partition, rows, new StreamRegistry(rows, 100), new EventReader(), new ResponseScorer(), new WindowOptions { CheckClock = false });
        var enqueued = new DateTimeOffset(2026, 11, 20, 1, 2, 4, TimeSpan.Zero);
        var once = Encoding.UTF8.GetBytes(Metric + ",\"id\":\"m1\",\"value\":3}");

        var summary = await ingestor.IngestAsync([new Delivery(0, enqueued, once), new Delivery(1, enqueued, once)], TestContext.Current.CancellationToken);

        Assert.Equal((1, 1), (summary.Scored, summary.Duplicates));
        var books = await new Ledger(rows, new SourceRegistry(rows)).TotalAsync(TestContext.Current.CancellationToken);
        Assert.Equal((true, 0L), (books.Balances, books.Eligible)); // nobody judges a number
    }

    private static InferenceEvent Read(string json)
    {
        Assert.True(new EventReader().TryRead(Encoding.UTF8.GetBytes(json), out var e, out var reason), reason.ToString());
        return e;
    }

    private static WindowSketch Window(params InferenceEvent[] events)
    {
        var window = new WindowSketch();
        var scorer = new ResponseScorer();
        foreach (var e in events)
            window.Add(new ScoredEvent(e, scorer.Score(e)));
        return window;
    }
}
