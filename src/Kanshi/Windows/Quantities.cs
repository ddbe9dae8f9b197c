namespace Kanshi.Windows;

/// <summary>The numeric quantities of an event that a window holds the distribution of. The order is the stored order: append only.</summary>
public enum Quantity
{
    LatencyMs,
    TimeToFirstTokenMs,
    InputTokens,
    OutputTokens,
    OutputTokensPerSecond,
    CostUsd,
    Risk,

    /// <summary>Of a measurement.</summary>
    Value,
}

public static class Quantities
{
    public const int Count = 8;

    private static readonly Quantity[] _ofCalls = [.. Enum.GetValues<Quantity>().Where(quantity => quantity != Quantity.Value)];
    private static readonly Quantity[] _ofMeasurements = [Quantity.Value];

    public static IReadOnlyList<Quantity> All { get; } = Enum.GetValues<Quantity>();

    /// <summary>Those that an event can have: a measurement has its value alone, a call all the others.</summary>
    internal static ReadOnlySpan<Quantity> Of(Inference.InferenceEvent e) => e.Measurement is null ? _ofCalls : _ofMeasurements;

    /// <summary>The event's value; null when it has none. Latencies and rates are those of successful calls: a fast 429 is not a fast answer.</summary>
    public static double? Of(Quantity quantity, in ScoredEvent scored)
    {
        var succeeded = scored.Event.Outcome == Inference.Outcome.Success;
        return quantity switch
        {
            Quantity.LatencyMs => succeeded ? scored.Event.LatencyMs : null,
            Quantity.TimeToFirstTokenMs => succeeded ? scored.Event.TimeToFirstTokenMs : null,
            Quantity.InputTokens => scored.Event.InputTokens,
            Quantity.OutputTokens => succeeded ? scored.Event.OutputTokens : null,
            Quantity.OutputTokensPerSecond => succeeded ? TokensPerSecond(in scored) : null,
            Quantity.CostUsd => scored.Event.CostUsd,
            Quantity.Risk => scored.Card.Risk,
            Quantity.Value => scored.Event.Measurement?.Value,
            _ => throw new ArgumentOutOfRangeException(nameof(quantity), quantity, "not a quantity of an event"),
        };
    }

    /// <summary>Output tokens over the time in which they were generated: latency less time to first token.</summary>
    private static double? TokensPerSecond(in ScoredEvent scored)
    {
        if (scored.Event is not { OutputTokens: > 0 and var tokens, LatencyMs: > 0 and var latency })
            return null;
        var generating = latency - Math.Min(scored.Event.TimeToFirstTokenMs ?? 0, latency * 0.9);
        var rate = tokens * 1000.0 / generating;
        return double.IsFinite(rate) ? rate : null; // a latency of 1e-320 ms is a finite number; what comes of it is none
    }
}
