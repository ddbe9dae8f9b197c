using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Kanshi.Inference;
using Kanshi.Ingestion;
using Kanshi.Judging;

namespace Kanshi.Telemetry;

/// <summary>
/// The product's own numbers. A counter counts what is stored, after it is stored, and once however often it is tried. Records and epochs are counted also
/// when the store said that it had failed and had not; windows, signals and notifications are missing then, and everything that a process had stored and
/// not yet counted when it died. The books have it all.
/// </summary>
public sealed class KanshiMetrics : IDisposable
{
    /// <summary>
    /// Reasons told in full; further ones as their code alone. A field's name can come from whoever may send to the hub, so there could be any number.
    /// </summary>
    public const int MaxReasons = 100;

    private readonly ConcurrentDictionary<SetAsideReason, string> _reasons = new();
    private readonly Counter<long> _received;
    private readonly Counter<long> _scored;
    private readonly Counter<long> _setAside;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _late;
    private readonly Counter<long> _judgements;
    private readonly Counter<long> _skipped;
    private readonly Counter<double> _judgeCost;
    private readonly Counter<long> _epochs;
    private readonly Counter<long> _windows;
    private readonly Counter<long> _signals;
    private readonly Counter<long> _notifications;
    private readonly Counter<long> _ticks;
    private readonly Histogram<double> _tickDuration;
    private readonly Gauge<long> _lag;

    public KanshiMetrics()
    {
        Meter = new Meter(TelemetryNames.Meter, KanshiVersion.Text);
        _received = Meter.CreateCounter<long>(TelemetryNames.Metrics.EventsReceived, "{event}", "Records that arrived, those refused at the door included.");
        _scored = Meter.CreateCounter<long>(TelemetryNames.Metrics.EventsScored, "{event}", "Records that were scored and folded into their windows.");
        _setAside = Meter.CreateCounter<long>(TelemetryNames.Metrics.EventsSetAside, "{event}", "Records that could not be used, by reason.");
        _duplicates = Meter.CreateCounter<long>(TelemetryNames.Metrics.EventsDuplicates, "{event}", "Records that a producer had sent before.");
        _late = Meter.CreateCounter<long>(TelemetryNames.Metrics.EventsLate, "{event}", "Scored records that came after their window's end plus lateness.");
        _judgements = Meter.CreateCounter<long>(TelemetryNames.Metrics.Judgements, "{response}", "Responses that the judge gave a verdict on, by its state.");
        _skipped = Meter.CreateCounter<long>(TelemetryNames.Metrics.JudgementsSkipped, "{response}", "Sampled responses that no judge has seen, by reason.");
        _judgeCost = Meter.CreateCounter<double>(TelemetryNames.Metrics.JudgeCost, "USD", "What verdicts have cost, as far as prices are known.");
        _epochs = Meter.CreateCounter<long>(TelemetryNames.Metrics.SourceEpochs, "{epoch}", "Partitions that began anew: their hub was recreated or failed over.");
        _windows = Meter.CreateCounter<long>(TelemetryNames.Metrics.WindowsClosed, "{window}", "Windows of streams that closed, complete or given up.");
        _signals = Meter.CreateCounter<long>(TelemetryNames.Metrics.Signals, "{signal}", "Signals that detectors raised, by metric and whether they page.");
        _notifications = Meter.CreateCounter<long>(TelemetryNames.Metrics.Notifications, "{notification}", "Attempts to notify, by channel and result.");
        _ticks = Meter.CreateCounter<long>(TelemetryNames.Metrics.Ticks, "{tick}", "Ticks that did all of their work.");
        _tickDuration = Meter.CreateHistogram(
            TelemetryNames.Metrics.TickDuration, "s", "How long a tick took, failed ones included.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120] });
        _lag = Meter.CreateGauge<long>(TelemetryNames.Metrics.PartitionLag, "{event}", "Events that wait to be folded in the partition that is furthest behind.");
    }

    public Meter Meter { get; }

    /// <summary>The books of records that were counted for the first time: the terms of one sum, told together.</summary>
    public void RecordsCounted(LedgerCounts counts)
    {
        Add(_received, counts.Received);
        Add(_scored, counts.Scored);
        Add(_duplicates, counts.Duplicates);
        Add(_late, counts.Late);
        if (counts.SetAside.Count == 0)
            return;
        foreach (var (reason, count) in counts.SetAside)
            _setAside.Add(count, new KeyValuePair<string, object?>(TelemetryNames.Tags.Reason, TagOf(SetAsideReason.Parse(reason))));
    }

    internal void ResponseJudged(Judgement judgement)
    {
        if (judgement.Verdict is not { } verdict)
        {
            _skipped.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Tags.Reason, judgement.SkipReason));
            return;
        }

        _judgements.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Tags.Result, VerdictJson.NameOf(verdict.State)));
        if (verdict.CostUsd is > 0 and var cost)
            _judgeCost.Add((double)cost);
    }

    public void SourceBeganAnew() => _epochs.Add(1);

    public void WindowClosed(bool complete) => _windows.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Tags.Complete, TagOf(complete)));

    /// <param name="metric">The name of a window metric.</param>
    public void SignalRaised(string metric, bool page) => _signals.Add(
        1, new KeyValuePair<string, object?>(TelemetryNames.Tags.Metric, metric), new KeyValuePair<string, object?>(TelemetryNames.Tags.Page, TagOf(page)));

    /// <param name="channel">The name of a notifier that is, or was, configured.</param>
    public void NotificationAttempted(string channel, NotificationResult result) => _notifications.Add(
        1, new KeyValuePair<string, object?>(TelemetryNames.Tags.Channel, channel), new KeyValuePair<string, object?>(TelemetryNames.Tags.Result, TagOf(result)));

    public void TickDone() => _ticks.Add(1);

    public void TickTook(TimeSpan duration) => _tickDuration.Record(duration.TotalSeconds);

    public void Lagging(long events) => _lag.Record(events);

    public void Dispose() => Meter.Dispose();

    private static void Add(Counter<long> counter, long count)
    {
        if (count > 0)
            counter.Add(count);
    }

    private string TagOf(SetAsideReason reason)
    {
        if (_reasons.TryGetValue(reason, out var known))
            return known;
        return _reasons.Count < MaxReasons ? _reasons.GetOrAdd(reason, static full => full.ToString()) : reason.Code;
    }

    private static string TagOf(bool value) => value ? "true" : "false";

    private static string TagOf(NotificationResult result) => result switch
    {
        NotificationResult.Delivered => "delivered",
        NotificationResult.Retried => "retried",
        NotificationResult.GivenUp => "given-up",
        NotificationResult.Superseded => "superseded",
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };
}

/// <summary>What came of an attempt to notify, as the incident's row has it.</summary>
public enum NotificationResult
{
    Delivered,

    /// <summary>It failed and will be tried again.</summary>
    Retried,
    GivenUp,

    /// <summary>Newer news of the incident stands for it.</summary>
    Superseded,
}
