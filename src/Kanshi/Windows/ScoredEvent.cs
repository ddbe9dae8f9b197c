using Kanshi.Inference;
using Kanshi.Sampling;
using Kanshi.Scoring;

namespace Kanshi.Windows;

/// <summary>An event with what the checks say of it and whether a judge is to see it: what a window folds in.</summary>
public readonly record struct ScoredEvent(InferenceEvent Event, ScoreCard Card, SamplingDecision Sampling = default);
