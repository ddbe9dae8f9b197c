using System.Text;
using Kanshi.Drift;
using Kanshi.Incidents;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Judging;
using Kanshi.Notifications;
using Kanshi.Sampling;
using Kanshi.Scoring;
using Kanshi.Storage;
using Kanshi.Telemetry;
using Kanshi.Windows;
using Microsoft.Extensions.DependencyInjection;

namespace Kanshi.Testing;

/// <summary>
/// A little of everything that telemetry tells of: findings, a verdict, a skipped response, a record set aside, a duplicate, a late one, a new epoch, windows complete and given up, a
/// signal, an incident from opening to resolution, notifications delivered, retried, given up and overtaken, a tick. Texts carry a mark that must appear nowhere.
/// </summary>
public sealed class TelemetryScenario : IPartitionHeads
{
    public const string Mark = "hush-hush";
    private static readonly SourcePartition _partition = new("sim", "inference-events", "0");
    private static readonly DateTimeOffset _start = new(2026, 11, 20, 9, 1, 0, TimeSpan.Zero);
    private readonly TestClock _clock = new(_start);
    private long _head = -1;

    /// <summary>Registers the core with what the scenario needs; the caller adds where telemetry goes.</summary>
    public static IServiceCollection Register(IServiceCollection services)
    {
        var scenario = new TelemetryScenario();
        services.AddSingleton(scenario);
        services.AddSingleton<IPartitionHeads>(scenario);
        services.AddSingleton<TimeProvider>(scenario._clock);
        services.AddSingleton<IRowStore>(new MemoryRowStore());
        services.AddSingleton<INotifier, Unreachable>();
        return services.AddKanshi(new KanshiOptions { Incidents = new IncidentOptions { Channels = ["log", Unreachable.Channel, "forgotten"], GroupWait = TimeSpan.Zero } });
    }

    public static async Task RunAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var scenario = services.GetRequiredService<TelemetryScenario>();
        await scenario.FoldAsync(services, cancellation);
        await JudgeAsync(services, cancellation);
        await scenario.TickAsync(services, cancellation);
        await scenario.RaiseAsync(services, cancellation);
    }

    public ValueTask<IReadOnlyDictionary<SourcePartition, long>> ReadAsync(CancellationToken cancellation) =>
        new(new Dictionary<SourcePartition, long> { [_partition] = _head });

    private async Task FoldAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var ingestor = new PartitionIngestor(
            _partition,
            services.GetRequiredService<IRowStore>(),
            services.GetRequiredService<StreamRegistry>(),
            services.GetRequiredService<EventReader>(),
            services.GetRequiredService<ResponseScorer>(),
            services.GetRequiredService<WindowOptions>(),
            telemetry: services.GetRequiredService<IngestionTelemetry>());
        var refusal = $"I'm sorry, but I can't help with that. {Mark}";
        Delivery[] batch =
        [
            Deliver(0, _start, Event("one", _start, refusal)),
            Deliver(1, _start, Event("one", _start, refusal)),
            Deliver(2, _start, $"{{\"service\":\"{Mark}"),
            Deliver(3, _start, Event("late", _start.AddMinutes(-20), "Fine.")),
        ];
        await ingestor.IngestAsync(batch, cancellation);
        await ingestor.IngestAsync(batch, cancellation);
        await ingestor.IngestAsync([Deliver(0, _start.AddMinutes(6), Event("anew", _start.AddMinutes(6), "Fine."))], cancellation);
        _head = 0;
    }

    /// <summary>One response gets a verdict that has cost something, another finds no budget.</summary>
    private static async Task JudgeAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var store = services.GetRequiredService<JudgementStore>();
        var (judged, skipped) = (SampledGivens.Response(1), SampledGivens.Response(2));
        var verdict = new Verdict
        {
            State = VerdictState.Scored,
            Pass = false,
            Scores = new Dictionary<string, int>(StringComparer.Ordinal) { ["helpfulness"] = 2 },
            Reason = Mark,
            Rubric = "answer-quality",
            RubricVersion = "1",
            JudgeModel = "judge-model",
            CostUsd = 0.0004m,
        };
        if (Source.TryParse(judged.Source, out var source))
            await store.BookAsync(source, judged.Window, [(judged, Judgement.Of(judged, verdict, judged.Time))], cancellation);
        await store.SkipAsync([skipped], SkipReasons.OverBudget, cancellation);
    }

    /// <summary>The first window closes complete; of the second one a partition is behind for too long.</summary>
    private async Task TickAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var (tick, telemetry) = (services.GetRequiredService<Tick>(), services.GetRequiredService<TickTelemetry>());
        _clock.Advance(TimeSpan.FromMinutes(8));
        await telemetry.MeasureAsync(tick.RunAsync, cancellation);
        _head = 5;
        _clock.Advance(TimeSpan.FromMinutes(20));
        await telemetry.MeasureAsync(tick.RunAsync, cancellation);
    }

    private async Task RaiseAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var (desk, sender) = (services.GetRequiredService<IncidentDesk>(), services.GetRequiredService<NotificationSender>());
        var incident = await desk.RaiseAsync(await SignalAsync(services, cancellation), cancellation);
        await sender.SendDueAsync(cancellation);
        await desk.ActAsync(incident.Id, new IncidentInput.Resolve("mai", Mark), cancellation);
        // What waits for the channel that is away is overtaken twice.
        await desk.ActAsync(incident.Id, new IncidentInput.Reopen("mai", Mark), cancellation);
        await desk.ActAsync(incident.Id, new IncidentInput.Resolve("mai", Mark), cancellation);
        await desk.OpenAsync(new IncidentInput.OpenedByHand("support-bot", Mark, null, null, "mai"), cancellation);
    }

    private static async Task<Signal> SignalAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var (watch, days) = (services.GetRequiredService<DriftWatch>(), new DayStore(services.GetRequiredService<IRowStore>()));
        IReadOnlyList<DriftChange> changes = [];
        for (var number = 0; number < 26; number++)
        {
            var window = TestWindows.Of(number, new Reading("refusal-rate", number < 24 ? 0.02 : 0.5));
            await days.AddAsync(DetectorCourse.Stream, window, cancellation);
            changes = await watch.ObserveAsync(DetectorCourse.Stream, window, DetectorCourse.ClosedAt(window), cancellation);
        }

        return changes.OfType<DriftChange.Raised>().Single().Signal;
    }

    private static Delivery Deliver(long sequence, DateTimeOffset enqueued, string line) => new(sequence, enqueued, Encoding.UTF8.GetBytes(line));

    private static string Event(string id, DateTimeOffset time, string output) =>
        $$"""
        {"id":"{{id}}","service":"support-bot","deployment":"gpt-4o-jpe","time":"{{time:O}}","requestModel":"gpt-4o","responseModel":"gpt-4o-2024-11-20",
         "status":200,"systemPrompt":"{{Mark}}","input":"{{Mark}}","output":"{{output}}"}
        """;

    private sealed class Unreachable : INotifier
    {
        public const string Channel = "unreachable";

        public string Name => Channel;

        public ValueTask<DeliveryResult> SendAsync(Notification notification, CancellationToken cancellation) =>
            new(new DeliveryResult.TemporaryFailure("down"));
    }
}
