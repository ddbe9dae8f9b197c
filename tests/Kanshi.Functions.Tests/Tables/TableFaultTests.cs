using System.Net;
using System.Net.Http.Headers;
using Kanshi.Functions.Tables;
using Kanshi.Storage;
using Xunit;

namespace Kanshi.Functions.Tests.Tables;

/// <summary>What the service and the way to it do to a commit.</summary>
public sealed class TableFaultTests(Azurite azurite) : IAsyncLifetime
{
    private readonly FaultyNetwork _network = new();
    private AzuriteStores _stores = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _stores = await AzuriteStores.OpenAsync(azurite);

    public ValueTask DisposeAsync()
    {
        _network.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_insert_whose_answer_was_lost_is_committed()
    {
        var store = await CreateAsync();
        LoseOneAnswer();

        var commit = await store.CommitAsync("t", "p", [new RowWrite.Insert("k", "1"u8.ToArray())], Cancellation);

        Assert.True(commit.Committed);
        Assert.Equal((await store.ReadAsync("t", "p", "k", Cancellation))!.Version, commit.Versions[0]);
    }

    [Fact]
    public async Task A_replace_whose_answer_was_lost_is_committed()
    {
        var store = await CreateAsync();
        var version = await InsertAsync(store, "k");
        LoseOneAnswer();

        var commit = await store.CommitAsync("t", "p", [new RowWrite.Replace("k", "2"u8.ToArray(), version)], Cancellation);

        Assert.True(commit.Committed);
        var row = await store.ReadAsync("t", "p", "k", Cancellation);
        Assert.Equal((byte)'2', row!.Value.Span[0]);
        Assert.Equal(row.Version, commit.Versions[0]);
    }

    [Fact]
    public async Task A_transaction_whose_answer_was_lost_is_committed()
    {
        var store = await CreateAsync();
        var (replaced, deleted) = (await InsertAsync(store, "replaced"), await InsertAsync(store, "deleted"));
        LoseOneAnswer();

        var commit = await store.CommitAsync(
            "t",
            "p",
            [
                new RowWrite.Delete("deleted", deleted), new RowWrite.Replace("replaced", default, replaced),
                new RowWrite.Insert("new", default), new RowWrite.Put("put", default),
            ],
            Cancellation);

        Assert.True(commit.Committed);
        Assert.Equal("", commit.Versions[0]);
        Assert.Equal(await VersionsAsync(store, "replaced", "new", "put"), commit.Versions.Skip(1));
        Assert.Null(await store.ReadAsync("t", "p", "deleted", Cancellation));
    }

    [Fact]
    public async Task A_delete_whose_answer_was_lost_is_committed()
    {
        var store = await CreateAsync();
        var version = await InsertAsync(store, "k");
        LoseOneAnswer();

        Assert.True((await store.CommitAsync("t", "p", [new RowWrite.Delete("k", version)], Cancellation)).Committed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_conflict_that_is_met_on_a_second_try_stays_one(int rows)
    {
        var store = await CreateAsync();
        await InsertAsync(store, "k");
        LoseOneAnswer();

        RowWrite[] writes = [new RowWrite.Insert("k", default), new RowWrite.Insert("other", default)];

        Assert.False((await store.CommitAsync("t", "p", writes[..rows], Cancellation)).Committed);
        Assert.Null(await store.ReadAsync("t", "p", "other", Cancellation));
    }

    [Fact]
    public async Task A_conflict_costs_no_second_request()
    {
        var store = await CreateAsync();
        await InsertAsync(store, "k");
        var before = _network.Requests;

        Assert.False((await store.CommitAsync("t", "p", [new RowWrite.Insert("k", default)], Cancellation)).Committed);
        Assert.Equal(before + 1, _network.Requests);
    }

    [Fact]
    public async Task A_throttled_commit_waits_as_long_as_it_is_told_and_succeeds()
    {
        var store = await CreateAsync();
        var left = 2;
        _network.Instead = _ => left-- > 0 ? Throttled() : null;
        var start = TimeProvider.System.GetTimestamp();

        var commit = await store.CommitAsync("t", "p", [new RowWrite.Insert("k", default)], Cancellation);

        Assert.True(commit.Committed);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 1.9, 8); // a timer may be some milliseconds early
    }

    [Fact]
    public async Task A_write_after_a_drop_waits_until_the_old_table_is_gone()
    {
        var clock = new QuickClock();
        var store = await CreateAsync(clock);
        await store.DropAsync("t", Cancellation);
        var left = 5;
        _network.Instead = request => IsWrite(request) && left-- > 0 ? FaultyNetwork.Error(HttpStatusCode.Conflict, "TableBeingDeleted") : null;

        Assert.True((await store.CommitAsync("t", "p", [new RowWrite.Insert("k", default)], Cancellation)).Committed);
        Assert.NotNull(await store.ReadAsync("t", "p", "k", Cancellation));
        Assert.InRange(clock.Passed.TotalSeconds, 1, 10);
    }

    [Fact]
    public async Task A_table_that_is_being_deleted_is_empty_and_is_not_waited_for_without_end()
    {
        var store = await CreateAsync(new QuickClock());
        _network.Instead = _ => FaultyNetwork.Error(HttpStatusCode.Conflict, "TableBeingDeleted");

        Assert.Null(await store.ReadAsync("t", "p", "k", Cancellation));
        Assert.Empty(await store.QueryAsync("t", "p", null, null, Cancellation).ToListAsync(Cancellation));
        await store.DropAsync("t", Cancellation);
        var error = await Assert.ThrowsAsync<TimeoutException>(async () =>
            await store.CommitAsync("t", "p", [new RowWrite.Insert("k", default), new RowWrite.Insert("l", default)], Cancellation));
        Assert.Contains("is still being deleted after 3 minutes", error.Message, StringComparison.Ordinal);
    }

    private static bool IsWrite(HttpRequestMessage request) => request.Method != HttpMethod.Get;

    private static HttpResponseMessage Throttled()
    {
        var answer = FaultyNetwork.Error(HttpStatusCode.ServiceUnavailable, "ServerBusy");
        answer.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(1));
        return answer;
    }

    private static async Task<string> InsertAsync(TableRowStore store, string key) =>
        (await store.CommitAsync("t", "p", [new RowWrite.Insert(key, "1"u8.ToArray())], Cancellation)).Versions[0];

    private static async Task<List<string>> VersionsAsync(TableRowStore store, params string[] keys)
    {
        var versions = new List<string>();
        foreach (var key in keys)
            versions.Add((await store.ReadAsync("t", "p", key, Cancellation))!.Version);
        return versions;
    }

    private void LoseOneAnswer()
    {
        var left = 1;
        _network.Loses = request => IsWrite(request) && left-- > 0;
    }

    /// <summary>With its table made, so that the first request of a test is the one it is about.</summary>
    private async Task<TableRowStore> CreateAsync(TimeProvider? clock = null)
    {
        var store = _stores.Create(_network, clock);
        await InsertAsync(store, "first");
        return store;
    }
}
