using System.Globalization;

namespace Kanshi.Incidents;

/// <summary>What triage makes of an incident's signals. <paramref name="Severity"/> 1 (worst) to 4, <paramref name="Confidence"/> 0..1.</summary>
public sealed record TriageVerdict(Symptom Symptom, int Severity, double Confidence, string Cause, CauseLayer? Layer, string Summary);

/// <summary>
/// Symptom, severity, confidence and a sentence from signals alone: no clock, no store, no model. The cause stays "unknown" unless a metric
/// itself says it. Signals that page speak before those that are only recorded.
/// </summary>
public static class Triage
{
    private const double RareFaultPriorLn = 6.9; // ln 1000: one window in a thousand belongs to a fault
    private const double FaintEffect = 3; // robust z
    private const int Broad = 3; // streams, or metrics
    private const int NoHarm = 4; // the severity of what is good news

    public static TriageVerdict Judge(IReadOnlyCollection<Signal> signals)
    {
        ArgumentOutOfRangeException.ThrowIfZero(signals.Count);
        var speaking = Speaking(signals);
        var lead = speaking[0];
        var telling = speaking.Where(s => MetricMeaning.Of(s.Metric).WorstSeverityOf(s.Direction) < NoHarm).Select(s => MetricMeaning.Of(s.Metric)).FirstOrDefault(meaning => meaning.Cause is not null);
        return new TriageVerdict(
            SymptomOf(lead),
            Severity(speaking),
            Confidence(speaking),
            telling?.Cause ?? Incident.UnknownCause,
            telling?.Layer,
            Summarise(lead, speaking));
    }

    public static Symptom SymptomOf(Signal signal) => MetricMeaning.Of(signal.Metric).SymptomOf(signal.Direction);

    /// <summary>The signals that count, the one that names the symptom first.</summary>
    private static List<Signal> Speaking(IReadOnlyCollection<Signal> signals)
    {
        var anyPages = signals.Any(s => s.Page);
        return [.. signals.Where(s => s.Page || !anyPages)
            .OrderBy(s => MetricMeaning.RankOf(s.Metric)).ThenByDescending(s => s.Evidence).ThenBy(s => s.Id, StringComparer.Ordinal)];
    }

    /// <summary>
    /// Each signal's impact, raised by one when three streams or three metrics are off, but never graver than its metric can be alone;
    /// the gravest signal decides.
    /// </summary>
    private static int Severity(List<Signal> signals)
    {
        var breadth = Distinct(signals, s => s.Stream.Id) >= Broad || Distinct(signals, s => s.Metric) >= Broad ? 1 : 0;
        return signals.Min(signal => Math.Max(
            MetricMeaning.Of(signal.Metric).WorstSeverityOf(signal.Direction), 4 - Math.Min(3, Impact(signal) + breadth)));
    }

    /// <summary>
    /// 0..3. For a rate the share of calls that it hits (of one that is bad when it falls, the rest): 5 %, 20 %, 50 %; for any other metric the ratio to normal: 1.3, 2, 4. One less when it is
    /// hardly outside the normal spread.
    /// </summary>
    private static int Impact(Signal signal)
    {
        var size = MetricMeaning.Of(signal.Metric).Unit == MetricUnit.Share
            ? (signal.Direction == SignalDirection.Up ? signal.Observed : 1 - signal.Observed) switch { >= 0.5 => 3, >= 0.2 => 2, >= 0.05 => 1, _ => 0 }
            : Ratio(signal) switch { >= 4 => 3, >= 2 => 2, >= 1.3 => 1, _ => 0 };
        return signal.Effect < FaintEffect ? Math.Max(0, size - 1) : size;
    }

    private static double Ratio(Signal signal)
    {
        var larger = Math.Max(Math.Abs(signal.Expected), Math.Abs(signal.Observed));
        var smaller = Math.Min(Math.Abs(signal.Expected), Math.Abs(signal.Observed));
        return larger == 0 ? 1 : larger / smaller;
    }

    /// <summary>
    /// The posterior probability of a fault from the strongest signal, with a prior of one in a thousand. Not from the sum of the evidence: the
    /// signals of one fault are not independent.
    /// </summary>
    private static double Confidence(List<Signal> signals) => 1 / (1 + Math.Exp(RareFaultPriorLn - signals.Max(s => s.Evidence)));

    private static string Summarise(Signal lead, List<Signal> signals)
    {
        var meaning = MetricMeaning.Of(lead.Metric);
        var verb = lead.Direction == SignalDirection.Up ? "rose" : "fell";
        var since = lead.Since.UtcDateTime.ToString(
            lead.Since.UtcDateTime.Date == lead.RaisedAt.UtcDateTime.Date ? "HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var (normal, now) = (meaning.Unit.Show(lead.Expected), meaning.Unit.Show(lead.Observed));
        return $"{meaning.Words} in {lead.Stream} {verb} from {normal} to {now} since {since} UTC{Others(signals)}";
    }

    private static string Others(List<Signal> signals)
    {
        var streams = Distinct(signals, s => s.Stream.Id) - 1;
        return (signals.Count - 1, streams) switch
        {
            (0, _) => "",
            (1, 0) => ", with 1 more signal",
            (1, _) => ", with 1 more signal on another stream",
            var (more, _) when streams == 0 => $", with {more} more signals",
            var (more, others) => $", with {more} more signals on {others} other {(others == 1 ? "stream" : "streams")}",
        };
    }

    private static int Distinct(List<Signal> signals, Func<Signal, string> by) => signals.Select(by).Distinct(StringComparer.Ordinal).Count();
}
