namespace Kanshi.Inference;

/// <summary>What the caller asked of the answer: a format ("json", "text"), a JSON schema (raw JSON, empty when none), a language (BCP 47, "ja").</summary>
public sealed record Expectation(string? Format, ReadOnlyMemory<byte> Schema, string? Language);
