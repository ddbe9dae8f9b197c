using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kanshi.Drift;

/// <summary>
/// What the detector of a stream remembers between windows. One row, saved with the changes it has found but not yet handed over, so that
/// neither a crash nor a second closer loses or doubles one.
/// </summary>
public sealed record DetectorState
{
    /// <summary>The last window that was looked at; windows up to it are not looked at again.</summary>
    public DateTimeOffset LastWindow { get; init; }

    /// <summary>By metric.</summary>
    public IReadOnlyDictionary<string, MetricTrack> Tracks { get; init; } = new Dictionary<string, MetricTrack>(StringComparer.Ordinal);

    /// <summary>By metric, windows in which a shift was under way: its baseline does not learn from them.</summary>
    public IReadOnlyList<HeldSpan> Held { get; init; } = [];

    /// <summary>Changes found and not yet handed over.</summary>
    public IReadOnlyList<DriftChange> Pending { get; init; } = [];

    public ReadOnlyMemory<byte> ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, DriftJsonContext.Default.DetectorState);

    public static DetectorState FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, DriftJsonContext.Default.DetectorState) ?? throw new InvalidDataException("a detector's row is empty");
}

/// <summary>Starts of the first and the last window held for a metric.</summary>
public sealed record HeldSpan(string Metric, DateTimeOffset From, DateTimeOffset To);

/// <summary>
/// One metric's course: how many windows it has been off in a row (negative: downwards) since when, the episode that became of it, and from
/// which window on its history counts (null: all of it) after a new level was accepted.
/// </summary>
public sealed record MetricTrack(int OffInARow, DateTimeOffset OffSince, double Evidence, Episode? Episode, DateTimeOffset? LearnFrom)
{
    /// <summary>Whether the metric is on its course; nothing is held for it then.</summary>
    [JsonIgnore]
    public bool IsCalm => OffInARow == 0 && Episode is null;

    public static MetricTrack? Calm(DateTimeOffset? learnFrom) => learnFrom is null ? null : new(0, default, 0, null, learnFrom);
}

/// <summary>
/// A shift that was raised and has not recovered. <paramref name="Expected"/>, <paramref name="Effect"/> (signed) and the windows'
/// <paramref name="Spread"/> are those of the baseline when it was raised, on the comparison scale; <paramref name="CalmEvidence"/> is what the
/// windows since the first calm one say against half of the effect, as ln of a likelihood ratio.
/// </summary>
public sealed record Episode(string SignalId, double Expected, double Effect, double Spread, int CalmInARow, double CalmEvidence);
