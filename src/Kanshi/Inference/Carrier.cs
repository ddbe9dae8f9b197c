namespace Kanshi.Inference;

/// <summary>
/// What an envelope that was kept around a record says of it. The record's own facts come first; these fill what it lacks.
/// </summary>
internal sealed record Carrier(string? Id, DateTimeOffset? Time, string? Service, double Weight, string? PartitionKey)
{
    public static Carrier None { get; } = new(null, null, null, 1, null);

    /// <summary>How deep the record lies in envelopes that are read and not unwrapped.</summary>
    public int Depth { get; init; }

    /// <summary>The record had to be mended, since a carrier has cut it short.</summary>
    public bool Truncated { get; init; }
}
