using Kanshi.Inference;
using Kanshi.Scoring;

namespace Kanshi.Windows;

/// <summary>What is counted for one value of a dimension, so that a change can be traced to the values that explain it. All sums are whole numbers.</summary>
public sealed class DimensionCounts
{
    /// <summary>Latencies are summed as ln(1 + ms) in millionths.</summary>
    private const double LogUnit = 1e6;

    public long Events { get; private set; }

    /// <summary>Events that did not end in success.</summary>
    public long Failures { get; private set; }

    /// <summary>Events with at least one finding.</summary>
    public long Flagged { get; private set; }

    public long Refusals { get; private set; }

    public long Latencies { get; private set; }

    public long OutputTokens { get; private set; }

    /// <summary>Sum of ln(1 + latency in ms).</summary>
    public double LatencyLogSum => _latencyLogs / LogUnit;

    private long _latencyLogs;

    internal void Add(in Contribution one)
    {
        Events++;
        Failures += one.Failures;
        Flagged += one.Flagged;
        Refusals += one.Refusals;
        OutputTokens += one.OutputTokens;
        Latencies += one.Latencies;
        _latencyLogs += one.LatencyLogs;
    }

    internal void Merge(DimensionCounts other)
    {
        Events += other.Events;
        Failures += other.Failures;
        Flagged += other.Flagged;
        Refusals += other.Refusals;
        Latencies += other.Latencies;
        OutputTokens += other.OutputTokens;
        _latencyLogs += other._latencyLogs;
    }

    internal void Write(SketchWriter writer)
    {
        writer.Unsigned((ulong)Events);
        writer.Unsigned((ulong)Failures);
        writer.Unsigned((ulong)Flagged);
        writer.Unsigned((ulong)Refusals);
        writer.Unsigned((ulong)Latencies);
        writer.Unsigned((ulong)OutputTokens);
        writer.Unsigned((ulong)_latencyLogs);
    }

    internal static DimensionCounts Read(ref SketchReader reader) => new()
    {
        Events = (long)reader.Unsigned(),
        Failures = (long)reader.Unsigned(),
        Flagged = (long)reader.Unsigned(),
        Refusals = (long)reader.Unsigned(),
        Latencies = (long)reader.Unsigned(),
        OutputTokens = (long)reader.Unsigned(),
        _latencyLogs = (long)reader.Unsigned(),
    };
    /// <summary>What one event adds to each of its values: worked out once, since it has a dozen.</summary>
    internal readonly record struct Contribution(int Failures, int Flagged, int Refusals, long OutputTokens, int Latencies, long LatencyLogs)
    {
        public static Contribution Of(in ScoredEvent scored)
        {
            var latency = Quantities.Of(Quantity.LatencyMs, in scored);
            return new(
                scored.Event.Outcome == Outcome.Success ? 0 : 1,
                scored.Card.Findings.Count > 0 ? 1 : 0,
                scored.Card.Has(Checks.Refusal) ? 1 : 0,
                (long)(Quantities.Of(Quantity.OutputTokens, in scored) ?? 0),
                latency is null ? 0 : 1,
                latency is null ? 0 : (long)Math.Round(Math.Log(1 + latency.Value) * LogUnit));
        }
    }
}
