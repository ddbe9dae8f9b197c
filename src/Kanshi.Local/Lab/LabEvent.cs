namespace Kanshi.Local.Lab;

/// <summary>One generated event as it arrives.</summary>
/// <param name="Time">The event's own time, UTC, in whole milliseconds. Arrival order is the order of the sequence.</param>
/// <param name="Line">One JSON object in UTF-8, without a line end.</param>
/// <param name="Fault">The first fault in whose span and scope the event lies, whether or not it hit this one; null when healthy.</param>
public readonly record struct LabEvent(DateTimeOffset Time, ReadOnlyMemory<byte> Line, FaultKind? Fault);
