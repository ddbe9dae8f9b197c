using Kanshi.Incidents;
using Kanshi.Inference;
using Kanshi.Windows;

namespace Kanshi.Drift;

/// <summary>
/// The first, simple detector: a metric that is off its history in two windows running raises a signal, and three windows that speak
/// against half of the effect, with enough evidence together, end it. Pure: state, window and history in; state and changes out.
/// </summary>
/// <param name="metrics">What the windows' statistics are of; null: <see cref="WindowMetric.All"/>.</param>
public sealed class ShiftDetector(ShiftOptions options, IReadOnlyList<WindowMetric>? metrics = null)
{
    private readonly IReadOnlyList<WindowMetric> _metrics = metrics ?? WindowMetric.All;

    /// <summary>Ln of the evidence is capped a window, so that no single window decides alone.</summary>
    private const double EvidenceCap = 12;

    /// <summary>Older spans are forgotten: what they hold has mostly left the history.</summary>
    private const int MaxHeld = 500;

    /// <param name="history">The stream's earlier windows, oldest first, without incomplete ones.</param>
    /// <param name="closedAt">When the window closed: the time at which a signal is raised.</param>
    public DetectorState Step(
        DetectorState state, StreamKey stream, WindowStatistics window, IReadOnlyList<WindowStatistics> history, DateTimeOffset closedAt)
    {
        if (window.Start <= state.LastWindow)
            return state;
        var tracks = new Dictionary<string, MetricTrack>(StringComparer.Ordinal);
        var changes = new List<DriftChange>(state.Pending);
        for (var i = 0; i < _metrics.Count && window.Complete; i++)
        {
            var metric = _metrics[i];
            var track = state.Tracks.GetValueOrDefault(metric.Name);
            MetricStatistic[] past = [.. Learnable(history, metric, track, state).Select(known => known.Metrics[i]).TakeLast(options.HistoryWindows)];
            track = Follow(track, new MetricContext(metric, stream, window.Start, window.Metrics[i], closedAt), past, changes);
            if (track is not null)
                tracks[metric.Name] = track;
        }

        return state with
        {
            LastWindow = window.Start,
            Tracks = window.Complete ? tracks : state.Tracks,
            Held = Hold(state, tracks, window.Start),
            Pending = changes,
        };
    }

    /// <summary>Forgets an episode whose incident a person has ended. After a false positive the new level is the normal one.</summary>
    public static DetectorState Forget(DetectorState state, string signalId, bool wasFalsePositive)
    {
        var (metric, track) = state.Tracks.FirstOrDefault(known => known.Value.Episode?.SignalId == signalId);
        if (metric is null)
            return state;
        var tracks = state.Tracks.Where(known => known.Key != metric).ToDictionary(StringComparer.Ordinal);
        if (MetricTrack.Calm(wasFalsePositive ? track.OffSince : track.LearnFrom) is { } calm)
            tracks[metric] = calm;
        return state with
        {
            Tracks = tracks,
            Held = wasFalsePositive ? [.. state.Held.Where(span => span.Metric != metric || span.To < track.OffSince)] : state.Held,
        };
    }

    private static IEnumerable<WindowStatistics> Learnable(
        IReadOnlyList<WindowStatistics> history, WindowMetric metric, MetricTrack? track, DetectorState state)
    {
        HeldSpan[] held = [.. state.Held.Where(span => span.Metric == metric.Name)];
        var from = track?.LearnFrom ?? default;
        return history.Where(known => known.Start >= from && !Array.Exists(held, span => known.Start >= span.From && known.Start <= span.To));
    }

    private MetricTrack? Follow(MetricTrack? track, MetricContext context, MetricStatistic[] past, List<DriftChange> changes)
    {
        if (track?.Episode is { } episode)
        {
            var going = FollowEpisode(episode, context, changes);
            return going is null ? MetricTrack.Calm(track.LearnFrom) : track with { Episode = going };
        }

        return ShiftComparison.Compare(context.Metric, context.Window, past, options) switch
        {
            DriftVerdict.Off off => Count(track, off, context, past, changes),
            DriftVerdict.TooFewEvents => track, // says nothing either way
            _ => MetricTrack.Calm(track?.LearnFrom),
        };
    }

    private MetricTrack? Count(MetricTrack? track, DriftVerdict.Off off, MetricContext context, MetricStatistic[] past, List<DriftChange> changes)
    {
        var direction = Math.Sign(off.Distance);
        if (track is null || Math.Sign(track.OffInARow) != direction)
            track = new MetricTrack(0, context.Start, 0, null, track?.LearnFrom);
        track = track with
        {
            OffInARow = track.OffInARow + direction,
            Evidence = track.Evidence + Math.Min(off.Distance * off.Distance / 2, EvidenceCap),
        };
        if (Math.Abs(track.OffInARow) < options.WindowsInARow)
            return track;
        var signal = context.ToSignal(track, off);
        changes.Add(new DriftChange.Raised(signal));
        if (!signal.Page)
            return MetricTrack.Calm(track.OffSince); // said once; nobody waits for a return, so it is the new level
        var baseline = ShiftComparison.Baseline(context.Metric, past, options).Baseline;
        var effect = ShiftComparison.Scaled(context.Metric, context.Window.Value) - baseline.Median;
        return track with { Episode = new Episode(signal.Id, baseline.Median, effect, baseline.Spread, 0, 0) };
    }

    /// <summary>
    /// The episode as it goes on; null once it has recovered. A window speaks against half of the effect (calm), for it (a relapse), or, lying between,
    /// for neither: a single bad answer in a window is no relapse.
    /// </summary>
    private Episode? FollowEpisode(Episode episode, MetricContext context, List<DriftChange> changes)
    {
        if (context.Window.Count < options.MinimumEvents)
            return episode;
        var observed = ShiftComparison.Scaled(context.Metric, context.Window.Value);
        var spread = ShiftComparison.Spread(context.Metric, context.Window, new RobustBaseline(episode.Expected, episode.Spread));
        if (Math.Sign(episode.Effect) * (observed - episode.Expected) >= Math.Abs(episode.Effect) / 2)
        {
            if (episode.CalmInARow > 0)
                changes.Add(new DriftChange.Relapsed(episode.SignalId, context.Start));
            return episode with { CalmInARow = 0, CalmEvidence = 0 };
        }

        var isCalm = ShiftComparison.SpeaksAgainstHalf(episode.Expected, episode.Effect, observed, spread);
        if (!isCalm && episode.CalmInARow == 0)
            return episode;
        var calm = episode.CalmInARow + (isCalm ? 1 : 0);
        var evidence = episode.CalmEvidence
            + Math.Min(ShiftComparison.EvidenceAgainstHalf(episode.Expected, episode.Effect, observed, spread), EvidenceCap);
        if (calm >= options.CalmWindows && evidence >= options.RecoveryEvidence)
        {
            changes.Add(new DriftChange.Recovered(episode.SignalId, context.Start, evidence));
            return null;
        }

        // Not both of one window: to the desk the second of two at one time is a repetition.
        if (calm == 1 && isCalm)
            changes.Add(new DriftChange.Recovering(episode.SignalId, context.Start));
        return episode with { CalmInARow = calm, CalmEvidence = evidence };
    }

    /// <summary>A window is held for every metric that is off or in an episode; spans of windows that follow each other grow together.</summary>
    private static IReadOnlyList<HeldSpan> Hold(DetectorState state, Dictionary<string, MetricTrack> tracks, DateTimeOffset start)
    {
        var held = state.Held.ToList();
        foreach (var (metric, track) in tracks)
        {
            if (track.IsCalm)
                continue;
            var last = held.FindLastIndex(span => span.Metric == metric);
            if (last >= 0 && held[last].To == state.LastWindow)
                held[last] = held[last] with { To = start };
            else
                held.Add(new HeldSpan(metric, start, start));
        }

        return held.Count <= MaxHeld ? held : held[^MaxHeld..];
    }

    private readonly record struct MetricContext(
        WindowMetric Metric, StreamKey Stream, DateTimeOffset Start, MetricStatistic Window, DateTimeOffset ClosedAt)
    {
        public Signal ToSignal(MetricTrack track, DriftVerdict.Off off)
        {
            var direction = off.Distance > 0 ? SignalDirection.Up : SignalDirection.Down;
            var harms = direction == SignalDirection.Up ? Metric.Harm == Harm.Up : Metric.Harm == Harm.Down;
            return new Signal(
                $"{Stream.Id}|{Metric.Name}|{WindowKeys.Start(track.OffSince)}", Stream, Metric.Name, "shift", direction, track.OffSince, Start,
                ClosedAt, off.Expected, off.Observed, Math.Abs(off.Distance), track.Evidence, harms);
        }
    }
}
