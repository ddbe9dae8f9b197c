using Kanshi.Local.Sqlite;
using Kanshi.Testing;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Kanshi.Local.Tests.Sqlite;

public sealed class SqliteDatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_commit_that_failed_the_next_one_is_written()
    {
        using var database = SqliteDatabase.Open(_folder.File("a.db"), ["CREATE TABLE t (x INTEGER)"]);

        // A hook that refuses takes the same way through SQLite as a disk that is full when the commit reaches it.
        await Assert.ThrowsAsync<SqliteException>(async () => await InsertAsync(database, refuse: true));
        await InsertAsync(database, refuse: false);

        Assert.Equal(1, database.Read(Count));
    }

    public void Dispose() => _folder.Dispose();

    private static ValueTask<bool> InsertAsync(SqliteDatabase database, bool refuse) => database.WriteAsync(
        connection =>
        {
            SQLitePCL.raw.sqlite3_commit_hook(connection.Handle, refuse ? _ => 1 : null, null);
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO t VALUES (1)";
            command.ExecuteNonQuery();
            return (true, true);
        },
        Cancellation);

    private static long Count(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM t";
        return (long)command.ExecuteScalar()!;
    }
}
