using System.Collections.Concurrent;
using Kanshi.Inference;
using Kanshi.Privacy;
using Kanshi.Scoring;
using Kanshi.Windows;

namespace Kanshi.Sampling;

/// <summary>
/// Decides which responses the judge sees, by the time at which an event was enqueued and the stored plan of that minute, never by "now". Plans and
/// loads are read once and remembered; both never change once they hold.
/// </summary>
public sealed class Sampler(SamplingPlanStore plans, MergedWindowStore windows, WindowOptions windowOptions, SamplingOptions options, PrivacyOptions privacy)
{
    private const int MaxRemembered = 20_000;
    private readonly ConcurrentDictionary<long, SamplingPlan> _plans = new();
    private readonly ConcurrentDictionary<(StreamKey Stream, DateTimeOffset Window), SamplingLoad?> _loads = new();

    /// <param name="stream">Where it is folded, which may be "other".</param>
    /// <param name="identity">See <see cref="SamplingDraw"/>.</param>
    public async ValueTask<SamplingDecision> DecideAsync(
        InferenceEvent e, ScoreCard card, StreamKey stream, ulong identity, DateTimeOffset enqueued, bool isLate, CancellationToken cancellation)
    {
        var mayLeave = privacy.Capture is CaptureMode.Redacted or CaptureMode.Full;
        if (SamplingDecision.Before(e, mayLeave, isLate) is not SamplingVerdict.NotSampled and var settled)
            return new(settled);
        var plan = await PlanOfAsync(enqueued, cancellation);
        var load = plan.LoadWindow is { } window ? await LoadOfAsync(stream, window, cancellation) : null;
        var probability = plan.ProbabilityOf(load, e.Service, card.Risk, e.FeedbackRating < 0, options);
        return new(SamplingDraw.Of(identity) < probability ? SamplingVerdict.Sampled : SamplingVerdict.NotSampled, probability);
    }

    private async ValueTask<SamplingPlan> PlanOfAsync(DateTimeOffset enqueued, CancellationToken cancellation)
    {
        var minute = enqueued.UtcTicks / TimeSpan.TicksPerMinute;
        if (_plans.TryGetValue(minute, out var known))
            return known;
        Bound(_plans);
        return _plans[minute] = await plans.FindAsync(enqueued, cancellation) ?? SamplingPlan.First(options);
    }

    private async ValueTask<SamplingLoad?> LoadOfAsync(StreamKey stream, DateTimeOffset window, CancellationToken cancellation)
    {
        if (_loads.TryGetValue((stream, window), out var known))
            return known;
        Bound(_loads);
        var merged = await windows.FindAsync(stream, window, cancellation);
        return _loads[(stream, window)] = merged is null ? null : SamplingLoad.Of(merged.Sketch, windowOptions.Length);
    }

    private static void Bound<TKey, TValue>(ConcurrentDictionary<TKey, TValue> remembered)
        where TKey : notnull
    {
        if (remembered.Count >= MaxRemembered)
            remembered.Clear();
    }
}
