using System.Runtime.CompilerServices;
using Kanshi.Storage;
using Microsoft.Data.Sqlite;

namespace Kanshi.Local.Sqlite;

/// <summary>The rows in one SQLite table. A version is a number that grows with every write of the file.</summary>
internal sealed class SqliteRowStore(SqliteDatabase database) : IRowStore, IDisposable
{
    private const int PageSize = 256;

    public static IReadOnlyList<string> Migrations { get; } =
    [
        """
        CREATE TABLE rows (tbl TEXT NOT NULL, part TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, value BLOB NOT NULL,
          PRIMARY KEY (tbl, part, key)) WITHOUT ROWID;
        CREATE TABLE versions (last INTEGER NOT NULL);
        INSERT INTO versions VALUES (0);
        """,
    ];

    /// <param name="durable">False only where the rows can be made again, as in a demonstration's history.</param>
    public static SqliteRowStore Open(string path, bool durable = true) => new(SqliteDatabase.Open(path, Migrations, durable));

    public ValueTask<Row?> ReadAsync(string table, string partition, string key, CancellationToken cancellation) =>
        new(database.Read(connection =>
        {
            using var command = Command(connection, "SELECT key, value, version FROM rows WHERE tbl=$t AND part=$p AND key=$k", table, partition);
            command.Parameters.AddWithValue("$k", key);
            using var reader = command.ExecuteReader();
            return reader.Read() ? ToRow(reader) : null;
        }));

    public async IAsyncEnumerable<Row> QueryAsync(
        string table, string partition, string? from, string? to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var after = from ?? "";
        var including = true;
        while (true)
        {
            var page = ReadPage(table, partition, after, including, to);
            foreach (var row in page)
            {
                cancellation.ThrowIfCancellationRequested();
                yield return row;
            }

            if (page.Count < PageSize)
                break;
            (after, including) = (page[^1].Key, false);
        }

        await ValueTask.CompletedTask;
    }

    public ValueTask<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(writes.Count, RowWrite.MaxPerCommit, nameof(writes));
        return database.WriteAsync(
            connection =>
            {
                var versions = new string[writes.Count];
                var version = NextVersions(connection, writes.Count);
                for (var i = 0; i < writes.Count; i++)
                {
                    if (!Apply(connection, table, partition, writes[i], version + i))
                        return (false, CommitResult.Conflict);
                    versions[i] = writes[i] is RowWrite.Delete ? "" : (version + i).ToString();
                }

                return (true, new CommitResult(versions));
            },
            cancellation);
    }

    public async ValueTask DropAsync(string table, CancellationToken cancellation) => await database.WriteAsync(
        connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM rows WHERE tbl=$t";
            command.Parameters.AddWithValue("$t", table);
            return (true, command.ExecuteNonQuery());
        },
        cancellation);

    public void Dispose() => database.Dispose();

    private static Row ToRow(SqliteDataReader reader) => new(reader.GetString(0), reader.GetFieldValue<byte[]>(1), reader.GetInt64(2).ToString());

    private static SqliteCommand Command(SqliteConnection connection, string sql, string table, string partition)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // the statements are constants of this class
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$t", table);
        command.Parameters.AddWithValue("$p", partition);
        return command;
    }

    private static long NextVersions(SqliteConnection connection, int count)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE versions SET last = last + $n RETURNING last";
        command.Parameters.AddWithValue("$n", count);
        return (long)command.ExecuteScalar()! - count + 1;
    }

    private static bool Apply(
        SqliteConnection connection, string table, string partition, RowWrite write, long version)
    {
        var sql = write switch
        {
            RowWrite.Insert => "INSERT INTO rows (tbl, part, key, version, value) VALUES ($t, $p, $k, $n, $v) ON CONFLICT DO NOTHING",
            RowWrite.Put => "INSERT INTO rows (tbl, part, key, version, value) VALUES ($t, $p, $k, $n, $v) "
                + "ON CONFLICT DO UPDATE SET version=excluded.version, value=excluded.value",
            RowWrite.Replace => "UPDATE rows SET version=$n, value=$v WHERE tbl=$t AND part=$p AND key=$k AND version=$o",
            _ => "DELETE FROM rows WHERE tbl=$t AND part=$p AND key=$k AND version=$o",
        };
        using var command = Command(connection, sql, table, partition);
        command.Parameters.AddWithValue("$k", write.Key);
        command.Parameters.AddWithValue("$n", version);
        if (write is RowWrite.Insert { Value: var inserted })
            command.Parameters.AddWithValue("$v", inserted.ToArray());
        else if (write is RowWrite.Put { Value: var put })
            command.Parameters.AddWithValue("$v", put.ToArray());
        else if (write is RowWrite.Replace { Value: var replaced, Version: var seen })
            AddReplaced(command, replaced, seen);
        else if (write is RowWrite.Delete { Version: var deleted })
            command.Parameters.AddWithValue("$o", long.Parse(deleted));
        return command.ExecuteNonQuery() == 1;
    }

    private static void AddReplaced(SqliteCommand command, ReadOnlyMemory<byte> value, string version)
    {
        command.Parameters.AddWithValue("$v", value.ToArray());
        command.Parameters.AddWithValue("$o", long.Parse(version));
    }

    private List<Row> ReadPage(string table, string partition, string after, bool including, string? to) => database.Read(connection =>
    {
        var sql = $"SELECT key, value, version FROM rows WHERE tbl=$t AND part=$p AND key{(including ? ">=" : ">")}$a{(to is null ? "" : " AND key<$b")} ORDER BY key LIMIT {PageSize}";
        using var command = Command(connection, sql, table, partition);
        command.Parameters.AddWithValue("$a", after);
        if (to is not null)
            command.Parameters.AddWithValue("$b", to);
        using var reader = command.ExecuteReader();
        var rows = new List<Row>();
        while (reader.Read())
            rows.Add(ToRow(reader));
        return rows;
    });
}
