namespace Kanshi.Storage;

/// <summary>One change in a commit.</summary>
public abstract record RowWrite(string Key)
{
    /// <summary>The limit of an entity group transaction of Azure Table storage.</summary>
    public const int MaxPerCommit = 100;

    /// <summary>A row of at most this many bytes always fits (an entity of Azure Table storage holds 1 MiB, and its emulator counts it as base64).</summary>
    public const int MaxValueBytes = 750_000;

    /// <summary>The values of one commit together (a transaction of Azure Table storage holds 4 MiB, as base64).</summary>
    public const int MaxCommitBytes = 2_900_000;

    /// <summary>The row must not exist.</summary>
    public sealed record Insert(string Key, ReadOnlyMemory<byte> Value) : RowWrite(Key);

    /// <summary>The row must be at this version.</summary>
    public sealed record Replace(string Key, ReadOnlyMemory<byte> Value, string Version) : RowWrite(Key);

    /// <summary>Whatever was there: for rows whose content follows from their key.</summary>
    public sealed record Put(string Key, ReadOnlyMemory<byte> Value) : RowWrite(Key);

    /// <summary>The row must be at this version.</summary>
    public sealed record Delete(string Key, string Version) : RowWrite(Key);

    /// <summary>The bytes of the value; none for a deletion.</summary>
    public int ValueBytes => this switch
    {
        Insert insert => insert.Value.Length,
        Replace replace => replace.Value.Length,
        Put put => put.Value.Length,
        _ => 0,
    };

    /// <summary>The writes in as many parts as commits are needed for them, each in order.</summary>
    public static IEnumerable<IReadOnlyList<RowWrite>> InCommits(IEnumerable<RowWrite> writes)
    {
        var part = new List<RowWrite>();
        var bytes = 0;
        foreach (var write in writes)
        {
            if (part.Count == MaxPerCommit || (part.Count > 0 && bytes + write.ValueBytes > MaxCommitBytes))
            {
                yield return part;
                (part, bytes) = ([], 0);
            }

            part.Add(write);
            bytes += write.ValueBytes;
        }

        if (part.Count > 0)
            yield return part;
    }

    /// <summary>Insert when there was no row, otherwise replace the one that was read.</summary>
    public static RowWrite Save(string key, ReadOnlyMemory<byte> value, Row? read) =>
        read is null ? new Insert(key, value) : new Replace(key, value, read.Version);
}
