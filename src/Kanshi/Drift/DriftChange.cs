using System.Text.Json.Serialization;
using Kanshi.Incidents;

namespace Kanshi.Drift;

/// <summary>What a detector has to tell. Times of recovery are starts of the windows that say so, which no clock can turn back.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Raised), "raised")]
[JsonDerivedType(typeof(Recovering), "recovering")]
[JsonDerivedType(typeof(Relapsed), "relapsed")]
[JsonDerivedType(typeof(Recovered), "recovered")]
public abstract record DriftChange
{
    private DriftChange()
    {
    }

    public sealed record Raised(Signal Signal) : DriftChange;

    /// <summary>The first window that speaks against half of the effect.</summary>
    public sealed record Recovering(string SignalId, DateTimeOffset At) : DriftChange;

    /// <summary>The metric is off again before it had recovered.</summary>
    public sealed record Relapsed(string SignalId, DateTimeOffset At) : DriftChange;

    /// <summary>
    /// Enough windows in a row spoke against half of the effect, with enough <paramref name="Evidence"/> together: ln of how much likelier they are
    /// without the fault than with half of it.
    /// </summary>
    public sealed record Recovered(string SignalId, DateTimeOffset At, double Evidence) : DriftChange;
}
