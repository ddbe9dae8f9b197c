using Kanshi.Inference;
using Kanshi.Scoring;

namespace Kanshi.Windows;

/// <summary>An event with what the checks say of it: what a window folds in.</summary>
public readonly record struct ScoredEvent(InferenceEvent Event, ScoreCard Card);
