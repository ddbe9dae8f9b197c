using System.Text;
using Kanshi.Local.Sqlite;
using Kanshi.Storage;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Local.Tests.Sqlite;

public sealed class SqliteRowStoreTests : RowStoreContract, IDisposable
{
    private readonly SqliteFiles _files = new();

    [Fact]
    public async Task Rows_are_there_after_the_file_is_opened_again()
    {
        using (var store = SqliteRowStore.Open(_files.Path("kept.db")))
            await store.CommitAsync("t", "p", [new RowWrite.Insert("k", "値"u8.ToArray())], TestContext.Current.CancellationToken);

        using var again = SqliteRowStore.Open(_files.Path("kept.db"));
        var row = await again.ReadAsync("t", "p", "k", TestContext.Current.CancellationToken);

        Assert.Equal("値", Encoding.UTF8.GetString(row!.Value.Span));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_with_what_to_do()
    {
        var path = _files.Path("garbage.db");
        File.WriteAllBytes(path, [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 31))]);

        var error = Assert.Throws<InvalidDataException>(() => SqliteRowStore.Open(path));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains("move it away", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_a_newer_program_is_refused_and_left_alone()
    {
        var path = _files.Path("newer.db");
        SqliteDatabase.Open(path, [.. SqliteRowStore.Migrations, "CREATE TABLE more (x)"]).Dispose();

        var error = Assert.Throws<InvalidDataException>(() => SqliteRowStore.Open(path));

        Assert.Contains("schema version 2", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _files.Dispose();

    protected override IRowStore Create() => _files.Create();
}
