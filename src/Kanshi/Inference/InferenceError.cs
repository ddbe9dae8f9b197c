namespace Kanshi.Inference;

/// <summary>The error of a failed call; the message can hold user text and is treated as such.</summary>
public sealed record InferenceError(string? Type, Utf8Text Message);
