namespace Kanshi.Ingestion;

/// <summary>A record that could not be scored, as it is kept: why, when, how long it was, and its first 8 KiB, redacted.</summary>
public sealed record SetAsideRecord(string Source, long Sequence, string Reason, DateTimeOffset Enqueued, long Length, string Head);
