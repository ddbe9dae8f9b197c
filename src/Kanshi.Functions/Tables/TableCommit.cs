using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Kanshi.Storage;

namespace Kanshi.Functions.Tables;

/// <summary>
/// The writes of one commit as the service takes them: one alone as an operation on an entity, several as one entity group transaction.
/// </summary>
internal sealed class TableCommit
{
    /// <summary>What the service takes as the body of a transaction.</summary>
    private const long MaxTransactionBytes = 4 * 1024 * 1024;

    private readonly string _operation;
    private readonly TableTransactionAction[] _actions;

    /// <param name="operation">Marks what this commit writes, and no other ever does.</param>
    /// <exception cref="InvalidOperationException">The writes do not fit into one transaction, and must not be written apart.</exception>
    public TableCommit(string partition, IReadOnlyList<RowWrite> writes, string operation)
    {
        _operation = operation;
        var partitionKey = TableKey.Shorten(TableKey.Escape(partition));
        _actions = [.. writes.Select(write => ToAction(partitionKey, write, operation))];
        var bytes = _actions.Sum(action => TableRow.BytesInTransaction((TableEntity)action.Entity));
        if (_actions.Length > 1 && bytes > MaxTransactionBytes)
        {
            throw new InvalidOperationException(
                $"the {_actions.Length} rows of a commit to partition '{partition}' take {bytes} bytes as a transaction, "
                + $"which holds at most {MaxTransactionBytes}: commit fewer or smaller rows at once");
        }
    }

    /// <summary>
    /// A conflict of a request that was sent once is one. When it was sent again, the first may have taken effect and only its answer was
    /// lost, so that the commit has met itself: then the rows tell, each by the commit that wrote it. A deleted row tells by its absence; if
    /// another has deleted it, the outcome is the same. If another has already written over a row of this commit, it stays a conflict; whoever meets
    /// one reads anew, and finds what this commit did.
    /// </summary>
    public async Task<CommitResult> SendAsync(TableClient table, CancellationToken cancellation)
    {
        var count = new SendCount();
        try
        {
            using (count.Begin())
                return new CommitResult(await SubmitAsync(table, cancellation));
        }
        catch (RequestFailedException failed) when (IsConflict(failed))
        {
            return count.Sent > 1 ? await ReadBackAsync(table, cancellation) : CommitResult.Conflict;
        }
    }

    private static bool IsConflict(RequestFailedException failed) =>
        failed.Status == 412 || failed.ErrorCode == TableErrorCode.EntityAlreadyExists || failed.ErrorCode == TableErrorCode.ResourceNotFound;

    private static TableTransactionAction ToAction(string partitionKey, RowWrite write, string operation)
    {
        TableEntity Entity(ReadOnlyMemory<byte> value) => TableRow.ToEntity(partitionKey, write.Key, value, operation);
        return write switch
        {
            RowWrite.Insert insert => new(TableTransactionActionType.Add, Entity(insert.Value)),
            RowWrite.Replace replace => new(TableTransactionActionType.UpdateReplace, Entity(replace.Value), new ETag(replace.Version)),
            RowWrite.Put put => new(TableTransactionActionType.UpsertReplace, Entity(put.Value)),
            RowWrite.Delete delete => new(TableTransactionActionType.Delete, Entity(default), new ETag(delete.Version)),
            _ => throw new ArgumentException($"unknown write {write.GetType().Name}", nameof(write)),
        };
    }

    private async Task<IReadOnlyList<string>> SubmitAsync(TableClient table, CancellationToken cancellation)
    {
        // Not so a delete: the client takes the answer to one alone, that there is no such row, for success.
        if (_actions is [{ ActionType: not TableTransactionActionType.Delete } only])
        {
            var entity = (TableEntity)only.Entity;
            return [VersionIn(await (only.ActionType switch
            {
                TableTransactionActionType.Add => table.AddEntityAsync(entity, cancellation),
                TableTransactionActionType.UpdateReplace => table.UpdateEntityAsync(entity, only.ETag, TableUpdateMode.Replace, cancellation),
                _ => table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellation),
            }))];
        }

        var answers = await table.SubmitTransactionAsync(_actions, cancellation);
        return [.. answers.Value.Zip(_actions, (answer, action) => IsDelete(action) ? "" : VersionIn(answer))];
    }

    private static bool IsDelete(TableTransactionAction action) => action.ActionType == TableTransactionActionType.Delete;

    private static string VersionIn(Response answer) =>
        answer.Headers.ETag?.ToString() ?? throw new InvalidDataException("the table service has told no version of a row that it has written");

    private async Task<CommitResult> ReadBackAsync(TableClient table, CancellationToken cancellation)
    {
        var versions = new List<string>(_actions.Length);
        foreach (var action in _actions)
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(
                action.Entity.PartitionKey, action.Entity.RowKey, [TableRow.OperationProperty], cancellation);
            if (IsDelete(action) ? found.HasValue : !found.HasValue || found.Value!.GetString(TableRow.OperationProperty) != _operation)
                return CommitResult.Conflict;
            versions.Add(IsDelete(action) ? "" : found.Value!.ETag.ToString());
        }

        return new CommitResult(versions);
    }
}
