namespace Kanshi.Local.Sqlite;

/// <summary>How much the queue holds between the door and the windows.</summary>
internal sealed record QueueOptions
{
    /// <summary>Beyond this many bytes that wait to be folded, senders are told to come again (429). The default is 256 MiB.</summary>
    public long MaxBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>What a sender is told to wait when there is no room. The default is 2 seconds.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(2);
}
