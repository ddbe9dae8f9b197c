using Kanshi.Ingestion;
using Microsoft.Data.Sqlite;

namespace Kanshi.Local.Sqlite;

/// <summary>The statements of the queue's file. A row is an append: the number of its first record, how many there are, when they came, and their bytes.</summary>
internal static class QueueRows
{
    /// <summary>A batch of large events is cut short here, so that what is in memory does not depend on their number alone.</summary>
    private const long MaxReadBytes = 16 * 1024 * 1024;

    public static IReadOnlyList<string> Migrations { get; } =
    [
        """
        CREATE TABLE appends (first INTEGER PRIMARY KEY, count INTEGER NOT NULL, enqueued INTEGER NOT NULL, payload BLOB NOT NULL);
        CREATE TABLE marks (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO marks VALUES ('head', -1), ('checkpoint', -1), ('enqueued', 0);
        """,
    ];

    public static long Head(SqliteConnection connection) => Scalar(connection, "SELECT value FROM marks WHERE name='head'");

    public static long Checkpoint(SqliteConnection connection) => Scalar(connection, "SELECT value FROM marks WHERE name='checkpoint'");

    /// <summary>The latest stamp ever given.</summary>
    public static DateTimeOffset LastEnqueued(SqliteConnection connection) => new(Scalar(connection, "SELECT value FROM marks WHERE name='enqueued'"), TimeSpan.Zero);

    public static long WaitingBytes(SqliteConnection connection) => Scalar(connection, "SELECT COALESCE(SUM(LENGTH(payload)), 0) FROM appends");

    public static void Insert(SqliteConnection connection, long first, int count, DateTimeOffset enqueued, byte[] payload)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO appends VALUES ($f, $c, $e, $p); UPDATE marks SET value=$f + $c - 1 WHERE name='head'; UPDATE marks SET value=$e WHERE name='enqueued'";
        command.Parameters.AddWithValue("$f", first);
        command.Parameters.AddWithValue("$c", count);
        command.Parameters.AddWithValue("$e", enqueued.UtcTicks);
        command.Parameters.AddWithValue("$p", payload);
        command.ExecuteNonQuery();
    }

    public static List<Delivery> Read(SqliteConnection connection, long after, int count)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT first, count, enqueued, payload FROM appends WHERE first > $a ORDER BY first";
        command.Parameters.AddWithValue("$a", after);
        using var reader = command.ExecuteReader();
        var deliveries = new List<Delivery>();
        for (var bytes = 0L; deliveries.Count < count && bytes < MaxReadBytes && reader.Read();)
        {
            var payload = reader.GetFieldValue<byte[]>(3);
            bytes += payload.Length;
            QueuePayload.Unpack(payload, reader.GetInt64(0), reader.GetInt32(1), new DateTimeOffset(reader.GetInt64(2), TimeSpan.Zero), deliveries);
        }

        return deliveries;
    }

    /// <summary>The bytes that were forgotten.</summary>
    public static long Forget(SqliteConnection connection, long sequence)
    {
        using var sum = connection.CreateCommand();
        sum.CommandText = "SELECT COALESCE(SUM(LENGTH(payload)), 0) FROM appends WHERE first <= $s";
        sum.Parameters.AddWithValue("$s", sequence);
        var bytes = (long)sum.ExecuteScalar()!;
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM appends WHERE first <= $s; UPDATE marks SET value=$s WHERE name='checkpoint'";
        command.Parameters.AddWithValue("$s", sequence);
        command.ExecuteNonQuery();
        return bytes;
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the statements are constants of this class
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }
}
