using Kanshi.Estimates;
using Kanshi.Inference;

namespace Kanshi.Judging;

/// <summary>What the verdicts on an hour of a stream say; at the rates at which judges are asked, a window has too few.</summary>
/// <param name="PassRate">Of the process behind the responses; null where none was scored.</param>
public sealed record JudgedHour(StreamKey Stream, DateTimeOffset Start, Estimate? PassRate);
