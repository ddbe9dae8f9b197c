using System.Text;
using Kanshi.Drift;
using Kanshi.Estimates;
using Kanshi.Incidents;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Judging;
using Kanshi.Privacy;
using Kanshi.Sampling;
using Kanshi.Scoring;
using Kanshi.Storage;
using Kanshi.Testing;
using Kanshi.Windows;
using Xunit;

namespace Kanshi.Tests.Judging;

/// <summary>From the hub to the judged window, with crashes, redelivery and a rival: every eligible response ends in exactly one place of the books.</summary>
public sealed class SampledOnceTests
{
    private const int Events = 400;
    private static readonly DateTimeOffset _start = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
    private readonly WindowOptions _windows = new();
    private readonly SamplingOptions _sampling = new() { FirstProbability = 0.3, JudgementsPerMinute = 100_000, UsdPerDay = 1000 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(0.05)]
    public async Task Every_eligible_response_is_judged_or_skipped_for_one_reason(double crashRate)
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var rows = new MemoryRowStore();
            var chance = new Random(seed);
            var chaos = new ChaosRowStore(rows, chance, crashRate);
            var sink = new WaitingRoom { Room = seed % 3 == 0 ? 100 : int.MaxValue };
            var log = Log();
            var owner = new SimulatedOwner(() => Start(chaos, sink), log, chance);
            while (!owner.IsDone)
                await owner.StepAsync(Cancellation);

            await JudgeAllAsync(rows, sink, chance);
            var clock = new TestClock(_start.AddHours(3));
            await CloseAsync(rows, clock);

            var books = await new Ledger(rows, new SourceRegistry(rows)).TotalAsync(Cancellation);
            Assert.True(books.Balances, $"seed {seed}: the books do not balance");
            Assert.Equal((seed, 0L), (seed, books.Waiting));
            Assert.Equal((seed, books.Eligible), (seed, books.Judged + books.Skipped.Values.Sum()));
            Assert.Equal((seed, Events * 3 / 4), (seed, (int)books.Eligible)); // a quarter failed
            Assert.InRange(books.Judged, 1, books.Eligible / 2);
            var judged = await Windows(rows);
            Assert.Equal((seed, books.Sampled), (seed, judged.Sum(window => window.Selection.Selected)));
            Assert.Equal((seed, books.Judged), (seed, judged.Sum(window => window.SumsOf(VerdictSums.Pass).Scored)));
        }
    }

    [Fact]
    public async Task The_pass_rate_of_the_judged_windows_is_that_of_the_traffic()
    {
        var rows = new MemoryRowStore();
        var sink = new WaitingRoom();
        await Start(rows, sink)(Log(), Cancellation);
        await JudgeAllAsync(rows, sink, new Random(1));
        await CloseAsync(rows, new TestClock(_start.AddHours(3)));

        var quality = JudgedQuality.Of(await Windows(rows), EstimateTarget.ThisPeriod);

        // The scripted judge fails every fifth answer.
        Assert.InRange(0.8, quality.PassRate!.Interval.Lower, quality.PassRate.Interval.Upper);
        Assert.InRange(quality.Scores["helpfulness"].Value, 3, 5);
        Assert.Equal(0, quality.Unjudged);
    }

    private static Delivery[] Log() => [.. Enumerable.Range(0, Events).Select(i =>
    {
        var time = _start.AddSeconds(i * 2);
        var line = $"{{\"id\":\"call-{i}\",\"time\":\"{time:O}\",\"service\":\"svc\",\"deployment\":\"d{i % 3}\",\"status\":{(i % 4 == 0 ? 503 : 200)},\"output\":\"Answer number {i} is long enough to be read.\"}}";
        return new Delivery(i, time.AddSeconds(1), Encoding.UTF8.GetBytes(line));
    })];

    private BatchHandler Start(IRowStore rows, ISampledSink sink)
    {
        var privacy = new PrivacyOptions();
        var clock = new TestClock(_start.AddMinutes(15));
        var capture = new ResponseCapture(privacy, new Redactor(Pseudonyms.Of("a key of a test, long enough")));
        var sampler = new Sampler(new SamplingPlanStore(rows), new MergedWindowStore(rows), _windows, _sampling, privacy);
        var sampling = new ResponseSampling(sampler, sink, capture, new JudgementStore(rows, _windows, clock));
        var partition = new SourcePartition("sim", "inference-events", "0");
        var ingestor = new PartitionIngestor(
            partition, rows, new StreamRegistry(rows, 100), new EventReader(), new ResponseScorer(), _windows, capture, telemetry: null, sampling);
        return async (batch, cancellation) => await ingestor.IngestAsync(batch, cancellation);
    }

    private async Task JudgeAllAsync(IRowStore rows, WaitingRoom sink, Random chance)
    {
        var clock = new TestClock(_start.AddMinutes(15));
        var model = new ScriptedChatModel((request, _) => JudgeGivens.Answer(JudgeGivens.VerdictFor(request, pass: FifthPasses(request))));
        var options = new JudgeOptions { Rubrics = ["answer-quality"] };
        var chaos = new ChaosRowStore(rows, chance, 0.02);
        foreach (var batch in sink.Responses.Chunk(32))
        {
            for (var done = false; !done;)
            {
                try
                {
                    var judging = new ResponseJudging(
                        JudgeGivens.Judge(model, options, rows, clock), new JudgeBudget(chaos, _sampling, clock), new JudgementStore(chaos, _windows, clock), _windows, _sampling, options, clock);
                    done = await judging.HandleAsync(batch, until: null, Cancellation) is null;
                }
                catch (CrashException)
                {
                    // Another instance goes on.
                }
            }
        }
    }

    private static bool FifthPasses(ChatRequest request)
    {
        var at = request.User.IndexOf("Answer number ", StringComparison.Ordinal) + "Answer number ".Length;
        var number = int.Parse(request.User[at..].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        return number % 5 != 0;
    }

    private async Task CloseAsync(IRowStore rows, TestClock clock)
    {
        var closer = new WindowCloser(rows, new FoldedHeads(new SourceRegistry(rows)), _windows);
        var judgements = new JudgementStore(rows, _windows, clock);
        var desk = new IncidentDesk(rows, clock, new IncidentOptions(), []);
        var plans = new SamplingPlanStore(rows);
        var judgeTick = new JudgeTick(
            rows,
            plans,
            new SamplingPlanning(plans, closer, desk, new JudgeBudget(rows, _sampling, clock), _windows, _sampling),
            new JudgedWindowCloser(rows, closer, new StreamRegistry(rows, 100), judgements, _windows, _sampling),
            desk,
            new(),
            _windows,
            clock);
        var drift = new ShiftOptions();
        var tick = new Tick(closer, new DriftWatch(rows, new ShiftDetector(drift), drift), desk, clock, judgeTick);
        await tick.RunAsync(Cancellation);
        await tick.RunAsync(Cancellation); // judged windows close a tick after their windows
    }

    private static async Task<List<JudgedWindow>> Windows(IRowStore rows)
    {
        var windows = new List<JudgedWindow>();
        for (var i = 0; i < 3; i++)
        {
            await foreach (var window in new JudgedWindowStore(rows).ListAsync(new StreamKey("svc", $"d{i}", "chat"), _start, _start.AddHours(1), Cancellation))
                windows.Add(window);
        }

        return windows;
    }

    /// <summary>Holds what was sent, each response as often as it came, and has room for so many at a time.</summary>
    private sealed class WaitingRoom : ISampledSink
    {
        public int Room { get; init; } = int.MaxValue;

        public List<SampledResponse> Responses { get; } = [];

        public ValueTask<bool> SendAsync(IReadOnlyList<SampledResponse> responses, CancellationToken cancellation)
        {
            if (Responses.Count + responses.Count > Room)
                return new(false);
            Responses.AddRange(responses.Select(response => SampledResponse.TryParse(response.ToBytes())!));
            return new(true);
        }
    }

    private sealed class FoldedHeads(SourceRegistry sources) : IPartitionHeads
    {
        public async ValueTask<IReadOnlyDictionary<SourcePartition, long>> ReadAsync(CancellationToken cancellation) =>
            (await sources.ListAsync(cancellation)).ToDictionary(known => known.Key, known => known.Value.LastSequence);
    }
}
