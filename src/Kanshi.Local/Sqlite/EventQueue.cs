using System.Threading.Channels;
using Kanshi.Ingestion;
using Kanshi.Windows;
using Microsoft.Data.Sqlite;

namespace Kanshi.Local.Sqlite;

/// <summary>
/// The local hub: a durable log of one partition in a file of its own. Appends that wait at the same moment share one commit. A sequence
/// number is never given twice, also not after the records are folded and gone; a file made anew starts at zero, and readers take
/// that for a new epoch.
/// </summary>
internal sealed class EventQueue : IEventSink, IPartitionHeads, IAsyncDisposable
{
    private const int MaxAppendsPerCommit = 256;
    private readonly FileStream _owner;
    private readonly SqliteDatabase _database;
    private readonly QueueOptions _options;
    private readonly TimeProvider _clock;
    private readonly Channel<Append> _appends = Channel.CreateBounded<Append>(1024);
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly Lock _lock = new();
    private readonly Task _writing;
    private long _head;
    private DateTimeOffset _lastEnqueued;
    private long _waitingBytes;
    private bool _isForgetful = true; // a process that was killed may have left something

    private EventQueue(FileStream owner, SqliteDatabase database, QueueOptions options, TimeProvider clock)
    {
        _owner = owner;
        _database = database;
        _options = options;
        _clock = clock;
        (_head, _waitingBytes) = database.Read(connection => (QueueRows.Head(connection), QueueRows.WaitingBytes(connection)));
        _lastEnqueued = database.Read(QueueRows.LastEnqueued);
        _writing = Task.Run(WriteAsync);
    }

    public static SourcePartition Partition { get; } = new("local", "queue", "0");

    /// <exception cref="InvalidDataException">The file cannot be used, or another process has it open: two would give the same numbers twice.</exception>
    public static EventQueue Open(string path, QueueOptions options, TimeProvider clock, bool durable = true)
    {
        var owner = Own(path + ".lock");
        try
        {
            return new(owner, SqliteDatabase.Open(path, QueueRows.Migrations, durable), options, clock);
        }
        catch
        {
            owner.Dispose();
            throw;
        }
    }

    /// <summary>Bytes accepted and not yet folded.</summary>
    public long WaitingBytes => Interlocked.Read(ref _waitingBytes);

    public async ValueTask<SinkResult> AppendAsync(IReadOnlyList<SinkRecord> records, CancellationToken cancellation)
    {
        var payload = QueuePayload.Pack(records);
        if (Interlocked.Add(ref _waitingBytes, payload.Length) > _options.MaxBytes)
        {
            Interlocked.Add(ref _waitingBytes, -payload.Length);
            return new SinkResult(false, _options.RetryAfter);
        }

        var append = new Append(payload, records.Count);
        try
        {
            await _appends.Writer.WriteAsync(append, cancellation);
        }
        catch
        {
            Interlocked.Add(ref _waitingBytes, -payload.Length);
            throw;
        }

        await append.Done.Task; // once it is handed over it will be on disk, whether the sender waits or not
        return new SinkResult(true);
    }

    /// <summary>The oldest records that are not folded, some <paramref name="count"/> of them; empty when there are none.</summary>
    public IReadOnlyList<Delivery> Read(long after, int count) => _database.Read(connection => QueueRows.Read(connection, after, count));

    /// <summary>The last record that was folded; −1 before the first.</summary>
    public long ReadCheckpoint() => _database.Read(QueueRows.Checkpoint);

    /// <summary>Everything up to this record is folded: it is forgotten here.</summary>
    public async ValueTask CheckpointAsync(long sequence, CancellationToken cancellation)
    {
        var freed = await _database.WriteAsync(connection => (true, QueueRows.Forget(connection, sequence)), cancellation);
        Interlocked.Add(ref _waitingBytes, -freed);
        _isForgetful |= freed > 0;
    }

    /// <summary>Erases from the disk what was forgotten: texts wait here for seconds, and must not lie in the log of the file for days.</summary>
    public async ValueTask EraseAsync(CancellationToken cancellation)
    {
        if (_isForgetful)
            _isForgetful = !await _database.TruncateLogAsync(cancellation);
    }

    /// <summary>Waits until something was appended, or for a while.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellation) => _arrived.WaitAsync(atMost, cancellation);

    public ValueTask<IReadOnlyDictionary<SourcePartition, long>> ReadAsync(CancellationToken cancellation)
    {
        lock (_lock)
            return new(new Dictionary<SourcePartition, long> { [Partition] = _head });
    }

    public async ValueTask DisposeAsync()
    {
        _appends.Writer.TryComplete();
        await _writing;
        _database.Dispose();
        _arrived.Dispose();
        await _owner.DisposeAsync();
    }

    private static FileStream Own(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new InvalidDataException($"{path} is held by another process: a data folder belongs to one server at a time ({e.Message})", e);
        }
    }

    private async Task WriteAsync()
    {
        var group = new List<Append>(MaxAppendsPerCommit);
        while (await _appends.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < MaxAppendsPerCommit && _appends.Reader.TryRead(out var append))
                group.Add(append);
            await CommitAsync(group);
        }
    }

    private async ValueTask CommitAsync(List<Append> group)
    {
        long first;
        DateTimeOffset enqueued;
        lock (_lock)
        {
            // The head counts what is about to be written: a window must not close between the stamp and the commit.
            first = _head + 1;
            // Stamps never go back, whatever the clock does: what came later is not taken for an older epoch.
            enqueued = _clock.GetUtcNow() is var now && now > _lastEnqueued ? now : _lastEnqueued;
            _lastEnqueued = enqueued;
            _head += group.Sum(append => append.Count);
        }

        try
        {
            await _database.WriteAsync(connection => (true, Insert(connection, group, first, enqueued)), CancellationToken.None);
        }
        catch (Exception e)
        {
            // Whatever it was, the senders hear of it and the next group is tried: a writer that ends would leave all of them waiting.
            lock (_lock)
                _head = StoredHead() ?? first - 1;
            foreach (var append in group)
            {
                Interlocked.Add(ref _waitingBytes, -append.Payload.Length);
                append.Done.SetException(new IOException($"the events could not be written to {_database.Path}: {e.Message}", e));
            }

            return;
        }

        foreach (var append in group)
            append.Done.SetResult();
        if (_arrived.CurrentCount == 0)
            _arrived.Release(); // one is enough to wake the reader, who reads all there is
    }

    /// <summary>What a commit that failed has left behind; null when even that cannot be read.</summary>
    private long? StoredHead()
    {
        try
        {
            return _database.Read(QueueRows.Head);
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    private static bool Insert(SqliteConnection connection, List<Append> group, long first, DateTimeOffset enqueued)
    {
        foreach (var append in group)
        {
            QueueRows.Insert(connection, first, append.Count, enqueued, append.Payload);
            first += append.Count;
        }

        return true;
    }

    private sealed record Append(byte[] Payload, int Count)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
