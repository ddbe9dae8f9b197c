using Kanshi.Estimates;

namespace Kanshi.Judging.Calibration;

/// <summary>A figure with its 95 % interval and how that was made; no interval where the pairs give none (all agree, none vary).</summary>
/// <param name="Count">Pairs that it is made of.</param>
public sealed record Figure(double Value, Interval? Interval, int Count, IntervalMethod Method);
