using Kanshi.Estimates;

namespace Kanshi.Comparing;

/// <summary>One paired difference, second run minus first.</summary>
/// <param name="Measure"><c>pass</c>, or the name of a score.</param>
/// <param name="Dimension">Null for all pairs together.</param>
/// <param name="Value">The dimension's value; <c>v12 → v13</c> where the runs have different ones.</param>
/// <param name="First">The mean of the first run over the pairs.</param>
/// <param name="Interval">So wide that all intervals of its family cover together in 95 % of comparisons (Bonferroni).</param>
public sealed record Difference(
    string Rubric, string Measure, string? Dimension, string? Value, int Pairs, double First, double Second, double Change, Interval Interval, Answer Answer);
