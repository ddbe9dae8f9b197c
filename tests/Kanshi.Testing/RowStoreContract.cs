using System.Text;
using Kanshi.Storage;
using Xunit;

namespace Kanshi.Testing;

/// <summary>What every row store must do. An adapter's tests derive from it and say how to make an empty one.</summary>
public abstract partial class RowStoreContract
{
    private const string Table = "contract";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected abstract IRowStore Create();

    [Fact]
    public async Task What_was_committed_is_read_back()
    {
        var store = Create();
        await store.CommitAsync(Table, "p", [new RowWrite.Insert("k", Bytes("value"))], Cancellation);

        var row = await store.ReadAsync(Table, "p", "k", Cancellation);

        Assert.Equal("value", Text(row));
        Assert.Null(await store.ReadAsync(Table, "p", "other", Cancellation));
        Assert.Null(await store.ReadAsync(Table, "other", "k", Cancellation));
        Assert.Null(await store.ReadAsync("other", "p", "k", Cancellation));
    }

    [Fact]
    public async Task A_commit_tells_the_versions_it_has_written()
    {
        var store = Create();

        var commit = await store.CommitAsync(Table, "p", [new RowWrite.Insert("a", Bytes("1")), new RowWrite.Put("b", Bytes("2"))], Cancellation);

        Assert.Equal((await store.ReadAsync(Table, "p", "a", Cancellation))!.Version, commit.Versions[0]);
        Assert.Equal((await store.ReadAsync(Table, "p", "b", Cancellation))!.Version, commit.Versions[1]);
    }

    [Fact]
    public async Task An_insert_conflicts_with_a_row_that_is_there()
    {
        var store = Create();
        await store.CommitAsync(Table, "p", [new RowWrite.Insert("k", Bytes("first"))], Cancellation);

        var commit = await store.CommitAsync(Table, "p", [new RowWrite.Insert("k", Bytes("second"))], Cancellation);

        Assert.False(commit.Committed);
        Assert.Equal("first", Text(await store.ReadAsync(Table, "p", "k", Cancellation)));
    }

    [Fact]
    public async Task A_replace_needs_the_version_that_was_read()
    {
        var store = Create();
        var first = (await store.CommitAsync(Table, "p", [new RowWrite.Insert("k", Bytes("1"))], Cancellation)).Versions[0];
        Assert.True((await store.CommitAsync(Table, "p", [new RowWrite.Replace("k", Bytes("2"), first)], Cancellation)).Committed);

        Assert.False((await store.CommitAsync(Table, "p", [new RowWrite.Replace("k", Bytes("3"), first)], Cancellation)).Committed);
        Assert.False((await store.CommitAsync(Table, "p", [new RowWrite.Replace("missing", Bytes("3"), first)], Cancellation)).Committed);
        Assert.Equal("2", Text(await store.ReadAsync(Table, "p", "k", Cancellation)));
    }

    [Fact]
    public async Task A_row_that_was_deleted_and_inserted_again_has_another_version()
    {
        var store = Create();
        var first = (await store.CommitAsync(Table, "p", [new RowWrite.Insert("k", Bytes("1"))], Cancellation)).Versions[0];
        Assert.True((await store.CommitAsync(Table, "p", [new RowWrite.Delete("k", first)], Cancellation)).Committed);
        Assert.Null(await store.ReadAsync(Table, "p", "k", Cancellation));
        await store.CommitAsync(Table, "p", [new RowWrite.Insert("k", Bytes("1"))], Cancellation);

        Assert.False((await store.CommitAsync(Table, "p", [new RowWrite.Delete("k", first)], Cancellation)).Committed);
    }

    [Fact]
    public async Task One_conflict_undoes_the_whole_commit()
    {
        var store = Create();
        await store.CommitAsync(Table, "p", [new RowWrite.Insert("there", Bytes("1"))], Cancellation);

        var commit = await store.CommitAsync(
            Table, "p", [new RowWrite.Put("new", Bytes("2")), new RowWrite.Insert("there", Bytes("2"))], Cancellation);

        Assert.False(commit.Committed);
        Assert.Null(await store.ReadAsync(Table, "p", "new", Cancellation));
    }

    [Fact]
    public async Task A_put_does_not_ask()
    {
        var store = Create();
        await store.CommitAsync(Table, "p", [new RowWrite.Put("k", Bytes("1"))], Cancellation);
        await store.CommitAsync(Table, "p", [new RowWrite.Put("k", Bytes("2"))], Cancellation);

        Assert.Equal("2", Text(await store.ReadAsync(Table, "p", "k", Cancellation)));
    }

    [Fact]
    public async Task A_query_gives_a_range_of_one_partition_in_ordinal_order()
    {
        var store = Create();
        foreach (var key in new[] { "b", "B", "a~z", "a", "c", "あ", "a|1" })
            await store.CommitAsync(Table, "p", [new RowWrite.Put(key, Bytes(key))], Cancellation);
        await store.CommitAsync(Table, "q", [new RowWrite.Put("a", Bytes("of another partition"))], Cancellation);

        Assert.Equal(["B", "a", "a|1", "a~z", "b", "c", "あ"], await KeysAsync(store, "p", null, null));
        Assert.Equal(["a|1", "a~z"], await KeysAsync(store, "p", "a|", "b"));
        Assert.Empty(await KeysAsync(store, "none", null, null));
    }

    [Fact]
    public async Task A_query_gives_more_rows_than_any_page_holds()
    {
        var store = Create();
        var keys = Enumerable.Range(0, 1234).Select(i => $"{i:D6}").ToArray();
        foreach (var chunk in keys.Chunk(RowWrite.MaxPerCommit))
            Assert.True((await store.CommitAsync(Table, "p", [.. chunk.Select(key => new RowWrite.Insert(key, Bytes(key)))], Cancellation)).Committed);

        Assert.Equal(keys, await KeysAsync(store, "p", null, null));
    }

    [Fact]
    public async Task As_many_writes_as_a_commit_may_have_are_one()
    {
        var store = Create();
        RowWrite[] writes = [.. Enumerable.Range(0, RowWrite.MaxPerCommit).Select(i => new RowWrite.Insert($"{i:D3}", new byte[8 * 1024]))];

        var commit = await store.CommitAsync(Table, "p", writes, Cancellation);

        Assert.Equal(RowWrite.MaxPerCommit, commit.Versions.Count);
        Assert.Equal((await store.ReadAsync(Table, "p", "099", Cancellation))!.Version, commit.Versions[99]);
        await Assert.ThrowsAnyAsync<ArgumentException>(async () =>
            await store.CommitAsync(Table, "q", [.. writes, new RowWrite.Insert("one more", default)], Cancellation));
        Assert.Empty(await KeysAsync(store, "q", null, null));
    }

    [Fact]
    public async Task A_delete_of_a_row_that_is_gone_conflicts()
    {
        var store = Create();
        var version = (await store.CommitAsync(Table, "p", [new RowWrite.Insert("k", Bytes("1"))], Cancellation)).Versions[0];
        Assert.Equal("", (await store.CommitAsync(Table, "p", [new RowWrite.Delete("k", version)], Cancellation)).Versions[0]);

        Assert.False((await store.CommitAsync(Table, "p", [new RowWrite.Delete("k", version)], Cancellation)).Committed);
        Assert.False((await store.CommitAsync(Table, "p", [new RowWrite.Put("new", default), new RowWrite.Delete("k", version)], Cancellation)).Committed);
        Assert.Null(await store.ReadAsync(Table, "p", "new", Cancellation));
    }

    [Fact]
    public async Task The_largest_value_and_an_empty_one_survive()
    {
        var store = Create();
        var large = new byte[RowWrite.MaxValueBytes];
        new Random(7).NextBytes(large);
        await store.CommitAsync(Table, "p", [new RowWrite.Insert("large", large), new RowWrite.Insert("empty", default)], Cancellation);

        Assert.True((await store.ReadAsync(Table, "p", "large", Cancellation))!.Value.Span.SequenceEqual(large));
        Assert.Equal(0, (await store.ReadAsync(Table, "p", "empty", Cancellation))!.Value.Length);
    }

    [Fact]
    public async Task As_much_as_a_commit_may_hold_is_written_whole_and_written_over()
    {
        var store = Create();
        var value = new byte[RowWrite.MaxCommitBytes / RowWrite.MaxPerCommit];
        new Random(8).NextBytes(value);
        RowWrite[] writes = [.. Enumerable.Range(0, RowWrite.MaxPerCommit).Select(i => new RowWrite.Insert($"{i:D3}", value))];

        var first = await store.CommitAsync(Table, "p", writes, Cancellation);
        var second = await store.CommitAsync(Table, "p", [.. writes.Select((write, i) => new RowWrite.Replace(write.Key, value, first.Versions[i]))], Cancellation);

        Assert.True(second.Committed);
        Assert.Equal(100, (await KeysAsync(store, "p", null, null)).Count);
    }

    [Fact]
    public async Task A_dropped_table_is_empty_and_can_be_used_again()
    {
        var store = Create();
        await store.CommitAsync(Table, "p", [new RowWrite.Insert("k", Bytes("1"))], Cancellation);
        await store.DropAsync(Table, Cancellation);
        await store.DropAsync("neverwas", Cancellation);

        Assert.Null(await store.ReadAsync(Table, "p", "k", Cancellation));
        Assert.True((await store.CommitAsync(Table, "p", [new RowWrite.Insert("k", Bytes("1"))], Cancellation)).Committed);
    }

    [Fact]
    public async Task Of_many_writers_of_one_row_each_change_happens_once()
    {
        var store = Create();
        await store.CommitAsync(Table, "p", [new RowWrite.Insert("k", Bytes("0"))], Cancellation);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => IncrementAsync(store, 25))));

        Assert.Equal("200", Text(await store.ReadAsync(Table, "p", "k", Cancellation)));
    }

    private static async Task IncrementAsync(IRowStore store, int times)
    {
        while (times > 0)
        {
            var row = await store.ReadAsync(Table, "p", "k", Cancellation);
            var next = Bytes((int.Parse(Text(row)) + 1).ToString());
            if ((await store.CommitAsync(Table, "p", [RowWrite.Save("k", next, row)], Cancellation)).Committed)
                times--;
        }
    }

    private static async Task<List<string>> KeysAsync(IRowStore store, string partition, string? from, string? to)
    {
        var keys = new List<string>();
        await foreach (var row in store.QueryAsync(Table, partition, from, to, Cancellation))
            keys.Add(row.Key);
        return keys;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(Row? row) => Encoding.UTF8.GetString(row!.Value.Span);
}
