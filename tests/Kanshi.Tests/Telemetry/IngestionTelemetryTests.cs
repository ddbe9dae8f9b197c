using System.Text;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Scoring;
using Kanshi.Storage;
using Kanshi.Telemetry;
using Kanshi.Testing;
using Kanshi.Windows;
using Xunit;
using static Kanshi.Telemetry.TelemetryNames;

namespace Kanshi.Tests.Telemetry;

public sealed class IngestionTelemetryTests : IDisposable
{
    private static readonly DateTimeOffset _now = new(2026, 11, 20, 9, 1, 0, TimeSpan.Zero);
    private static readonly WindowOptions _options = new();
    private readonly MemoryRowStore _rows = new();
    private readonly MetricsProbe _probe = new();
    private readonly CollectedEvents _collected = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Records_count_once_however_often_they_are_delivered()
    {
        Delivery[] batch = [Deliver(0, Event("a")), Deliver(1, "{"), Deliver(2, Event("a")), Deliver(3, Event("b"))];

        await Ingestor().IngestAsync(batch, Cancellation);
        var ingestor = Ingestor();
        await ingestor.IngestAsync(batch, Cancellation);
        await ingestor.IngestAsync([.. batch, Deliver(4, Event("c"))], Cancellation);

        Assert.Equal(
            (5, 3, 1, 1),
            (_probe.Sum(Metrics.EventsReceived), _probe.Sum(Metrics.EventsScored), _probe.Sum(Metrics.EventsSetAside), _probe.Sum(Metrics.EventsDuplicates)));
        Assert.Equal(["NotJson"], _probe.TagsOf(Metrics.EventsSetAside));
    }

    [Fact]
    public async Task A_record_that_the_door_refused_counts_as_received_and_set_aside()
    {
        await Ingestor().IngestAsync([Deliver(0, "{}") with { Refused = SetAsideReason.MissingField("time") }], Cancellation);

        Assert.Equal((1, 1), (_probe.Sum(Metrics.EventsReceived), _probe.Sum(Metrics.EventsSetAside, "MissingField:time")));
    }

    [Fact]
    public async Task Nothing_is_counted_when_the_ledger_could_not_be_written()
    {
        var crashing = new ChaosRowStore(_rows, new Random(1), crashRate: 1);

        await Assert.ThrowsAsync<CrashException>(async () => await Ingestor(crashing).IngestAsync([Deliver(0, Event("a"))], Cancellation));
        Assert.Equal(0, _probe.Sum(Metrics.EventsReceived));
    }

    [Fact]
    public async Task Over_crashes_between_any_two_writes_a_living_process_counts_what_the_books_have()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            using var probe = new MetricsProbe();
            var (chance, rows) = (new Random(seed), new MemoryRowStore());
            var log = new SimulatedLog(chance, _options, records: 60, epochs: 3);
            var ingestor = Ingestor(new ChaosRowStore(rows, chance, crashRate: 0.12), probe);
            foreach (var epoch in log.Epochs)
                await DeliverAsync(ingestor, epoch, chance);

            var books = await new Ledger(rows, new SourceRegistry(rows)).TotalAsync(Cancellation);
            Assert.Equal(
                (seed, log.Received, books.Scored, books.SetAside.Values.Sum(), books.Duplicates, books.Late, 2),
                (seed, (int)probe.Sum(Metrics.EventsReceived), (long)probe.Sum(Metrics.EventsScored), (long)probe.Sum(Metrics.EventsSetAside),
                    (long)probe.Sum(Metrics.EventsDuplicates), (long)probe.Sum(Metrics.EventsLate), (int)probe.Sum(Metrics.SourceEpochs)));
        }
    }

    [Fact]
    public async Task An_event_after_its_window_s_end_plus_lateness_is_late()
    {
        await Ingestor().IngestAsync([Deliver(0, Event("a")), Deliver(1, Event("b", _now.AddMinutes(-10)))], Cancellation);

        Assert.Equal((2, 1), (_probe.Sum(Metrics.EventsScored), _probe.Sum(Metrics.EventsLate)));
    }

    [Fact]
    public async Task A_first_epoch_is_no_new_one()
    {
        await Ingestor().IngestAsync([Deliver(7, Event("a"))], Cancellation);
        Assert.Equal(0, _probe.Sum(Metrics.SourceEpochs));

        await Ingestor().IngestAsync([Deliver(0, Event("b")) with { Enqueued = _now.AddMinutes(1) }], Cancellation);
        Assert.Equal(1, _probe.Sum(Metrics.SourceEpochs));
    }

    [Fact]
    public async Task Each_finding_is_an_event_sent_once()
    {
        var refusal = Event("chatcmpl-9f", members: "\"deployment\":\"d\",\"requestModel\":\"gpt-4o\",\"responseModel\":\"gpt-4o-2024-11-20\",\"output\":\"I'm sorry, but I can't help with that.\"");
        Delivery[] batch = [Deliver(0, refusal), Deliver(1, Event("clean")), Deliver(2, "{")];

        await Ingestor().IngestAsync(batch, Cancellation);
        await Ingestor().IngestAsync(batch, Cancellation);

        var sent = Assert.Single(_collected.Events);
        Assert.Equal(Events.Evaluation, sent.Name);
        Assert.Equal(
            [
                new(Dimensions.EvaluationName, "refusal"), new(Dimensions.EvaluationLabel, "finding"), new(Dimensions.ResponseId, "chatcmpl-9f"),
                new(Dimensions.OperationName, "chat"), new(Dimensions.RequestModel, "gpt-4o"), new(Dimensions.ResponseModel, "gpt-4o-2024-11-20"),
                new(Dimensions.Service, "s"), new(Dimensions.Deployment, "d"), new(Dimensions.Stream, "s~d~chat"),
                new(Dimensions.EvaluatorKind, "heuristic"), new(Dimensions.EvaluatorVersion, KanshiVersion.Text), new(Dimensions.FindingKind, "full"),
                new(Dimensions.Part, "output"),
            ],
            sent.Dimensions);
        Assert.Equal([Measurements.EvaluationScore, Measurements.Risk], sent.Measurements.Select(measurement => measurement.Key));
        Assert.All(sent.Measurements, measurement => Assert.InRange(measurement.Value, 0.1, 1));
    }

    [Fact]
    public async Task What_an_event_does_not_have_is_left_out()
    {
        await Ingestor().IngestAsync([Deliver(0, $"{{\"service\":\"s\",\"time\":\"{_now:O}\",\"output\":\"\"}}")], Cancellation);

        var sent = Assert.Single(_collected.Events);
        Assert.Equal("empty", sent.Dimensions.Single(dimension => dimension.Key == Dimensions.EvaluationName).Value);
        Assert.DoesNotContain(sent.Dimensions, dimension => dimension.Key is Dimensions.ResponseId or Dimensions.RequestModel or Dimensions.ResponseModel or Dimensions.FindingKind);
    }

    [Fact]
    public async Task Reasons_beyond_a_hundred_are_told_by_their_code()
    {
        var refused = Enumerable.Range(0, KanshiMetrics.MaxReasons + 50).Select(i => Deliver(i, "{}") with { Refused = SetAsideReason.MissingField($"field{i}") });

        await Ingestor().IngestAsync([.. refused], Cancellation);

        Assert.Equal(KanshiMetrics.MaxReasons + 1, _probe.TagsOf(Metrics.EventsSetAside).Count);
        Assert.Equal(50, _probe.Sum(Metrics.EventsSetAside, "MissingField"));
    }

    public void Dispose() => _probe.Dispose();

    /// <summary>A host that retries: after a crash it delivers from its checkpoint on, in batches of other sizes, to the same ingestor.</summary>
    private static async Task DeliverAsync(PartitionIngestor ingestor, Delivery[] log, Random chance)
    {
        for (var checkpoint = 0; checkpoint < log.Length;)
        {
            var size = Math.Min(chance.Next(1, 24), log.Length - checkpoint);
            try
            {
                await ingestor.IngestAsync(log[checkpoint..(checkpoint + size)], Cancellation);
                checkpoint += size;
            }
            catch (CrashException)
            {
                // Again.
            }
        }
    }

    private static Delivery Deliver(long sequence, string line) => new(sequence, _now, Encoding.UTF8.GetBytes(line));

    private static string Event(string id, DateTimeOffset? time = null, string members = "\"status\":200") =>
        $"{{\"id\":\"{id}\",\"service\":\"s\",\"time\":\"{time ?? _now:O}\",{members}}}";

    private PartitionIngestor Ingestor(IRowStore? rows = null, MetricsProbe? probe = null) => new(
        new SourcePartition("t", "hub", "0"), rows ?? _rows, new StreamRegistry(rows ?? _rows, 100), new EventReader(), new ResponseScorer(), _options,
        telemetry: new IngestionTelemetry((probe ?? _probe).Metrics, _collected.Feed()));
}
