using System.Text.Json;
using Azure.Data.Tables;
using Kanshi.Storage;

namespace Kanshi.Functions.Tables;

/// <summary>
/// A row as an entity: the value cut every 64 KiB into "v0", "v1", …, since no property holds more; in "op" the commit that wrote it; in
/// "key" the key, escaped, when it is too long to be a RowKey.
/// </summary>
internal static class TableRow
{
    public const string OperationProperty = "op";

    private const string KeyProperty = "key";
    private const int MaxPropertyBytes = 64 * 1024;

    /// <summary>What a write takes in a request beside its keys and its value; in truth about 700 bytes.</summary>
    private const int Overhead = 1024;

    public static TableEntity ToEntity(string partitionKey, string key, ReadOnlyMemory<byte> value, string operation)
    {
        if (value.Length > RowWrite.MaxValueBytes)
            throw new ArgumentException($"the row '{key}' has {value.Length} bytes; a row holds at most {RowWrite.MaxValueBytes}", nameof(value));
        var escaped = TableKey.Escape(key);
        var rowKey = TableKey.Shorten(escaped);
        var entity = new TableEntity(partitionKey, rowKey) { [OperationProperty] = operation };
        if (!ReferenceEquals(rowKey, escaped))
            entity[KeyProperty] = escaped;
        for (var (part, at) = (0, 0); at < value.Length; part++, at += MaxPropertyBytes)
            entity[PartName(part)] = value.Slice(at, Math.Min(MaxPropertyBytes, value.Length - at)).ToArray();
        return entity;
    }

    public static Row ToRow(TableEntity entity)
    {
        var key = TableKey.Unescape(entity.GetString(KeyProperty) ?? entity.RowKey);
        return new Row(key, Value(entity), entity.ETag.ToString());
    }

    /// <summary>An upper bound of what a write takes in a transaction, where values are base64 and keys stand in an address and in JSON.</summary>
    public static long BytesInTransaction(TableEntity entity)
    {
        var bytes = Overhead + BytesOf(entity.PartitionKey) + BytesOf(entity.RowKey) + BytesOf(entity.GetString(KeyProperty) ?? "");
        for (var part = 0; entity.GetBinary(PartName(part)) is { } value; part++)
            bytes += (4 * ((value.Length + 2) / 3)) + 64;
        return bytes;
    }

    private static string PartName(int part) => $"v{part}";

    private static ReadOnlyMemory<byte> Value(TableEntity entity)
    {
        var parts = new List<byte[]>();
        while (entity.GetBinary(PartName(parts.Count)) is { } part)
            parts.Add(part);
        return parts is [var only] ? only : parts.SelectMany(part => part).ToArray();
    }

    private static long BytesOf(string key) => Uri.EscapeDataString(key).Length + JsonEncodedText.Encode(key).EncodedUtf8Bytes.Length;
}
