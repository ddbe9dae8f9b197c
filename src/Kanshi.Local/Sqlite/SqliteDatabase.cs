using Microsoft.Data.Sqlite;

namespace Kanshi.Local.Sqlite;

/// <summary>
/// One SQLite file in WAL mode, brought to the newest schema when it is opened. Writers take turns on one connection; readers have their
/// own. A commit that has returned is on disk (<c>synchronous=FULL</c>).
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly SqliteConnection _writer;
    private readonly string _readString;
    private readonly Lock _lock = new();
    private readonly Stack<SqliteConnection> _readers = [];

    static SqliteDatabase() => SQLitePCL.Batteries_V2.Init();

    private SqliteDatabase(string path, SqliteConnection writer)
    {
        Path = path;
        _writer = writer;
        _readString = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString();
    }

    public string Path { get; }

    /// <summary>Opens or creates the file and runs the migrations it has not seen: script n brings version n to n + 1.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, no database, or of a newer program.</exception>
    public static SqliteDatabase Open(string path, IReadOnlyList<string> migrations, bool durable = true)
    {
        var connectionString = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false };
        var writer = new SqliteConnection(connectionString.ToString());
        try
        {
            writer.Open();
            Execute(writer, $"PRAGMA journal_mode=WAL; PRAGMA synchronous={(durable ? "FULL" : "NORMAL")}; PRAGMA busy_timeout=10000; PRAGMA secure_delete=ON; PRAGMA journal_size_limit=67108864;");
            Migrate(writer, path, migrations);
            return new SqliteDatabase(path, writer);
        }
        catch (SqliteException e)
        {
            writer.Dispose();
            throw new InvalidDataException($"{path} cannot be opened as a database ({e.Message}): move it away to start anew, or restore it from a backup", e);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Runs one transaction; it commits when <paramref name="work"/> says so, and rolls back otherwise or when it throws. By statements and not by
    /// <see cref="SqliteTransaction"/>: when a commit fails (disk full) SQLite has rolled back by itself, the object's own rollback throws on
    /// that, and the connection would begin no transaction ever again.
    /// </summary>
    public async ValueTask<T> WriteAsync<T>(Func<SqliteConnection, (bool Commit, T Result)> work, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            Execute(_writer, "BEGIN IMMEDIATE");
            var (commit, result) = work(_writer);
            if (commit)
                Execute(_writer, "COMMIT");
            return result;
        }
        finally
        {
            RollBackWhatIsOpen();
            _writing.Release();
        }
    }

    /// <summary>
    /// Empties the log of the file: what was deleted is overwritten in the file itself (<c>secure_delete</c>), but the log holds the pages as
    /// they were. A reader at work puts it off; false then.
    /// </summary>
    public async ValueTask<bool> TruncateLogAsync(CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            using var command = _writer.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            using var result = command.ExecuteReader();
            return result.Read() && result.GetInt64(0) == 0;
        }
        finally
        {
            _writing.Release();
        }
    }

    public T Read<T>(Func<SqliteConnection, T> work)
    {
        var reader = Rent();
        try
        {
            return work(reader);
        }
        finally
        {
            lock (_lock)
                _readers.Push(reader);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var reader in _readers)
                reader.Dispose();
            _readers.Clear();
        }

        _writer.Dispose();
        _writing.Dispose();
    }

    private static void Migrate(SqliteConnection connection, string path, IReadOnlyList<string> migrations)
    {
        using var query = connection.CreateCommand();
        query.CommandText = "PRAGMA user_version";
        var version = (long)query.ExecuteScalar()!;
        if (version > migrations.Count)
            throw new InvalidDataException($"{path} has schema version {version}, this program knows up to {migrations.Count}: use the newer program that wrote it");
        for (var next = (int)version; next < migrations.Count; next++)
        {
            using var transaction = connection.BeginTransaction();
            Execute(connection, $"{migrations[next]}; PRAGMA user_version={next + 1};", transaction);
            transaction.Commit();
        }
    }

    private static void Execute(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the statements are constants of this assembly
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }

    private void RollBackWhatIsOpen()
    {
        try
        {
            if (SQLitePCL.raw.sqlite3_get_autocommit(_writer.Handle) == 0)
                Execute(_writer, "ROLLBACK");
        }
        catch (SqliteException)
        {
            // What made the work fail is told already, and the next BEGIN tells what is still wrong.
        }
    }

    private SqliteConnection Rent()
    {
        lock (_lock)
        {
            if (_readers.TryPop(out var known))
                return known;
        }

        var reader = new SqliteConnection(_readString);
        reader.Open();
        Execute(reader, "PRAGMA query_only=ON; PRAGMA busy_timeout=10000;");
        return reader;
    }
}
