namespace Kanshi.Drift.Evidence;

/// <summary>What a window of a stream says.</summary>
/// <param name="HarmScore">Weighted mean of the e-processes in the directions that hurt; pages at <see cref="DetectionOptions.PageAt"/>.</param>
/// <param name="OtherScore">The same of the directions that hurt nobody; what reaches the threshold is noted and pages nobody.</param>
/// <param name="Metrics">A verdict a metric, in their order.</param>
/// <param name="Drift">The metric that explains most of a score at the threshold; null when there is none.</param>
/// <param name="Learnable">False while evidence gathers: a baseline must not learn from such a window.</param>
public sealed record StreamVerdict(double HarmScore, double OtherScore, IReadOnlyList<DriftVerdict> Metrics, DriftedMetric? Drift, bool Learnable);

/// <param name="Metric">Index in the order of the metrics.</param>
/// <param name="Page">Whether the direction hurts.</param>
public sealed record DriftedMetric(int Metric, bool Up, bool Page, DriftVerdict.Drifted Verdict);
