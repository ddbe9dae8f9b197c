namespace Kanshi.Storage;

/// <summary>One change in a commit.</summary>
public abstract record RowWrite(string Key)
{
    /// <summary>The limit of an entity group transaction of Azure Table storage.</summary>
    public const int MaxPerCommit = 100;

    /// <summary>A row of at most this many bytes always fits (an entity of Azure Table storage holds 1 MiB).</summary>
    public const int MaxValueBytes = 900_000;

    /// <summary>The row must not exist.</summary>
    public sealed record Insert(string Key, ReadOnlyMemory<byte> Value) : RowWrite(Key);

    /// <summary>The row must be at this version.</summary>
    public sealed record Replace(string Key, ReadOnlyMemory<byte> Value, string Version) : RowWrite(Key);

    /// <summary>Whatever was there: for rows whose content follows from their key.</summary>
    public sealed record Put(string Key, ReadOnlyMemory<byte> Value) : RowWrite(Key);

    /// <summary>The row must be at this version.</summary>
    public sealed record Delete(string Key, string Version) : RowWrite(Key);

    /// <summary>Insert when there was no row, otherwise replace the one that was read.</summary>
    public static RowWrite Save(string key, ReadOnlyMemory<byte> value, Row? read) =>
        read is null ? new Insert(key, value) : new Replace(key, value, read.Version);
}
