namespace Kanshi.Storage;

/// <summary>A stored row. <paramref name="Version"/> is opaque and changes with every write; a replace or delete names the one it has seen.</summary>
public sealed record Row(string Key, ReadOnlyMemory<byte> Value, string Version);

/// <summary>What became of a commit: the new version of each written row, in the order of the writes (empty for a deleted one), or a conflict.</summary>
public readonly struct CommitResult(IReadOnlyList<string>? versions)
{
    public static CommitResult Conflict => default;

    public bool Committed => versions is not null;

    public IReadOnlyList<string> Versions => versions ?? throw new InvalidOperationException("a commit that conflicted has written no versions");
}
