using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Kanshi.Storage;
using Microsoft.Extensions.Configuration;

namespace Kanshi.Functions.Tables;

/// <summary>
/// The rows in Azure Table storage. A version is an ETag. Every table is made when it is first written to; its name is that of the port
/// behind a prefix, since Azure wants at least three characters, a letter first, and the account may hold other tables. Azure's names know no upper
/// and lower case, and those of the port do not rely on it.
/// </summary>
/// <param name="service">Made with <see cref="TableClients.Options"/>: a commit must know how often it was sent.</param>
internal sealed class TableRowStore(TableServiceClient service, TimeProvider clock, string prefix = TableRowStore.DefaultPrefix) : IRowStore
{
    public const string DefaultPrefix = "kanshi";

    /// <summary>A dropped table is purged for 40 seconds at least, says the documentation, and its name is taken meanwhile.</summary>
    private static readonly TimeSpan _maxWait = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan _firstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan _maxPause = TimeSpan.FromSeconds(10);

    /// <summary>Tells this process from every other one. It marks rows and decides nothing, so it need not come from a seed.</summary>
    private readonly string _process = RandomNumberGenerator.GetHexString(16, lowercase: true);
    private long _commits;

    public static TableRowStore Open(IConfiguration configuration, TimeProvider clock) =>
        new(TableClients.Open(configuration, TableClients.Options()), clock);

    public async ValueTask<Row?> ReadAsync(string table, string partition, string key, CancellationToken cancellation)
    {
        try
        {
            var found = await Client(table).GetEntityIfExistsAsync<TableEntity>(
                TableKey.Shorten(TableKey.Escape(partition)), TableKey.Shorten(TableKey.Escape(key)), cancellationToken: cancellation);
            return found.HasValue ? TableRow.ToRow(found.Value!) : null;
        }
        catch (RequestFailedException failed) when (IsWithoutTable(failed))
        {
            return null;
        }
    }

    public async IAsyncEnumerable<Row> QueryAsync(
        string table, string partition, string? from, string? to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Rows whose keys agree in all that is kept of a long key: they come together, in no order.
        var alike = new List<(string Stored, Row Row)>();
        await foreach (var entity in EntitiesAsync(Client(table), Filter(partition, from, to), cancellation))
        {
            var row = TableRow.ToRow(entity);
            if ((from is not null && string.CompareOrdinal(row.Key, from) < 0) || (to is not null && string.CompareOrdinal(row.Key, to) >= 0))
                continue;
            if (alike.Count > 0 && !AreAlike(alike[0].Stored, entity.RowKey))
            {
                foreach (var each in Sorted(alike))
                    yield return each;
                alike.Clear();
            }

            alike.Add((entity.RowKey, row));
        }

        foreach (var each in Sorted(alike))
            yield return each;
    }

    public async ValueTask<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(writes.Count, RowWrite.MaxPerCommit, nameof(writes));
        if (writes.Count == 0)
            return new CommitResult([]);
        var client = Client(table);
        var commit = new TableCommit(partition, writes, $"{_process}-{Interlocked.Increment(ref _commits)}");
        var start = clock.GetTimestamp();
        for (var pause = _firstPause; ; pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, _maxPause.Ticks)))
        {
            try
            {
                return await commit.SendAsync(client, cancellation);
            }
            catch (RequestFailedException failed) when (IsWithoutTable(failed))
            {
                if (clock.GetElapsedTime(start) > _maxWait)
                    throw StillBeingDeleted(client, failed);
                if (!await TryMakeAsync(client, cancellation))
                    await Task.Delay(pause, clock, cancellation);
            }
        }
    }

    public async ValueTask DropAsync(string table, CancellationToken cancellation)
    {
        try
        {
            await Client(table).DeleteAsync(cancellation);
        }
        catch (RequestFailedException failed) when (IsWithoutTable(failed))
        {
            // Another has dropped it.
        }
    }

    private static bool IsWithoutTable(RequestFailedException failed) =>
        failed.ErrorCode == TableErrorCode.TableNotFound || failed.ErrorCode == TableErrorCode.TableBeingDeleted;

    private static TimeoutException StillBeingDeleted(TableClient client, Exception inner) => new(
        $"the table {client.Name} is still being deleted after {_maxWait.TotalMinutes:0} minutes, so nothing can be written to it; "
        + "the same write may succeed later",
        inner);

    /// <summary>
    /// False while the table of that name is still being deleted. Not by CreateIfNotExists, which takes that for a table that is there.
    /// </summary>
    private static async Task<bool> TryMakeAsync(TableClient client, CancellationToken cancellation)
    {
        try
        {
            await client.CreateAsync(cancellation);
        }
        catch (RequestFailedException failed) when (failed.Status == 409)
        {
            return failed.ErrorCode != TableErrorCode.TableBeingDeleted;
        }

        return true;
    }

    private static async IAsyncEnumerable<TableEntity> EntitiesAsync(
        TableClient client, string filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var entities = client.QueryAsync<TableEntity>(filter, cancellationToken: cancellation).GetAsyncEnumerator(cancellation);
        while (true)
        {
            try
            {
                if (!await entities.MoveNextAsync())
                    yield break;
            }
            catch (RequestFailedException failed) when (IsWithoutTable(failed))
            {
                yield break;
            }

            yield return entities.Current;
        }
    }

    private static string Filter(string partition, string? from, string? to)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {TableKey.Shorten(TableKey.Escape(partition))}");
        if (from is not null)
            filter += TableClient.CreateQueryFilter($" and RowKey ge {TableKey.From(from)}");
        return to is null ? filter : filter + TableClient.CreateQueryFilter($" and RowKey lt {TableKey.To(to)}");
    }

    private static bool AreAlike(string stored, string next) =>
        stored.Length > TableKey.PrefixLength && string.CompareOrdinal(stored, 0, next, 0, TableKey.PrefixLength) == 0;

    private static IEnumerable<Row> Sorted(List<(string Stored, Row Row)> alike) =>
        alike.Count < 2 ? alike.Select(each => each.Row) : alike.Select(each => each.Row).OrderBy(row => row.Key, StringComparer.Ordinal);

    private TableClient Client(string table) => service.GetTableClient(prefix + table);
}
