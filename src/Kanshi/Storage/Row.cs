namespace Kanshi.Storage;

/// <summary>A stored row. <paramref name="Version"/> is opaque and changes with every write; a replace or delete names the one it has seen.</summary>
public sealed record Row(string Key, ReadOnlyMemory<byte> Value, string Version);

public enum CommitResult
{
    Committed,
    Conflict,
}
