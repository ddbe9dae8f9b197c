using Kanshi.Storage;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Functions.Tests.Tables;

public sealed class TableRowStoreTests(Azurite azurite) : RowStoreContract, IAsyncLifetime
{
    private AzuriteStores _stores = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _stores = await AzuriteStores.OpenAsync(azurite);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A property of an entity holds 64 KiB.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(131_072)]
    [InlineData(RowWrite.MaxValueBytes)]
    public async Task A_value_of_any_length_survives(int length)
    {
        var store = _stores.Create();
        var value = new byte[length];
        new Random(length).NextBytes(value);

        await store.CommitAsync("t", "p", [new RowWrite.Insert("k", value)], Cancellation);

        Assert.True((await store.ReadAsync("t", "p", "k", Cancellation))!.Value.Span.SequenceEqual(value));
    }

    [Fact]
    public async Task A_shorter_value_leaves_nothing_of_a_longer_one()
    {
        var store = _stores.Create();
        await store.CommitAsync("t", "p", [new RowWrite.Put("k", new byte[150_000])], Cancellation);

        await store.CommitAsync("t", "p", [new RowWrite.Put("k", new byte[10])], Cancellation);

        Assert.Equal(10, (await store.ReadAsync("t", "p", "k", Cancellation))!.Value.Length);
    }

    [Fact]
    public async Task Too_long_a_value_is_refused_with_both_numbers()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(async () =>
            await _stores.Create().CommitAsync("t", "p", [new RowWrite.Put("k", new byte[RowWrite.MaxValueBytes + 1])], Cancellation));

        Assert.StartsWith("the row 'k' has 750001 bytes; a row holds at most 750000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_large_a_commit_is_refused_and_nothing_of_it_is_written()
    {
        var store = _stores.Create();
        RowWrite[] writes = [.. Enumerable.Range(0, 5).Select(i => new RowWrite.Insert($"{i}", new byte[RowWrite.MaxValueBytes]))];

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.CommitAsync("t", "source|window", writes, Cancellation));

        Assert.Matches("^the 5 rows of a commit to partition 'source|window' take 50[0-9]{5} bytes as a transaction, which holds at most 4194304: ", error.Message);
        Assert.Null(await store.ReadAsync("t", "source|window", "0", Cancellation));
    }

    /// <summary>The bound must not be too low: what it lets through the service must take.</summary>
    [Theory]
    [InlineData("k")]
    [InlineData("値段?/'é")]
    public async Task The_largest_commit_that_is_let_through_is_written(string key)
    {
        var store = _stores.Create();
        var length = 31_000;
        while (true)
        {
            RowWrite[] writes = [.. Enumerable.Range(0, RowWrite.MaxPerCommit).Select(i => new RowWrite.Insert($"{key}{i:D400}", new byte[length]))];
            try
            {
                Assert.True((await store.CommitAsync("t", "p", writes, Cancellation)).Committed);
                break;
            }
            catch (InvalidOperationException)
            {
                length -= 50;
            }
        }

        Assert.InRange(length, 28_000, 31_000);
    }

    [Fact]
    public async Task Stores_with_different_prefixes_share_an_account()
    {
        var one = _stores.Create();
        await one.CommitAsync("t", "p", [new RowWrite.Insert("k", default)], Cancellation);

        Assert.Null(await _stores.Create().ReadAsync("t", "p", "k", Cancellation));
    }

    protected override IRowStore Create() => _stores.Create();
}
