using Kanshi.Storage;
using Xunit;

namespace Kanshi.Testing;

/// <summary>What keys a row store must take.</summary>
public abstract partial class RowStoreContract
{
    /// <summary>Names come from outside. Some stores take none of these characters, or give them a meaning.</summary>
    [Fact]
    public async Task Keys_and_partitions_of_any_characters_are_kept_apart_and_in_order()
    {
        string[] keys =
        [
            "", "\u0001", "\t", " ", "\"", "#", "%", "%2F", "'", "''", "a", "a ", "a.", "a./", "a.b", "a/",
            "a//", "a/b", "a0", "a?", "a\\b", "a{0}", "\u007f", "\u0085", "値段", "힣",
        ];
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
        var store = Create();
        foreach (var partition in keys)
            Assert.True((await store.CommitAsync(Table, partition, [new RowWrite.Insert("k", Bytes(partition))], Cancellation)).Committed);
        Assert.True((await store.CommitAsync(Table, "p", [.. keys.Reverse().Select(key => new RowWrite.Insert(key, Bytes(key)))], Cancellation)).Committed);

        foreach (var key in keys)
        {
            Assert.Equal(key, Text(await store.ReadAsync(Table, "p", key, Cancellation)));
            Assert.Equal(key, Text(await store.ReadAsync(Table, key, "k", Cancellation)));
            Assert.Equal(["k"], await KeysAsync(store, key, null, null));
            Assert.Equal(keys.Where(other => string.CompareOrdinal(other, key) < 0), await KeysAsync(store, "p", null, key));
            Assert.Equal(keys.Where(other => string.CompareOrdinal(other, key) >= 0), await KeysAsync(store, "p", key, null));
        }
    }

    /// <summary>A stream id is of three names of 128 bytes, each of which may be written as "=HH".</summary>
    [Fact]
    public async Task Keys_and_partitions_of_1200_characters_are_kept_apart_and_in_order()
    {
        var same = new string('s', 1199);
        string[] keys =
        [
            same[..400], same[..490], same[..500], same[..511], same[..512], same, same + "/", same + "a", same + "b",
            same[..600] + "t", same[..470] + "t",
        ];
        var store = Create();
        await store.CommitAsync(Table, same + "p", [.. keys.Reverse().Select(key => new RowWrite.Insert(key, Bytes(key)))], Cancellation);
        await store.CommitAsync(Table, same + "q", [new RowWrite.Insert("of another partition", default)], Cancellation);

        Assert.Equal(keys, await KeysAsync(store, same + "p", null, null));
        foreach (var (i, key) in keys.Index())
        {
            var row = await store.ReadAsync(Table, same + "p", key, Cancellation);
            Assert.Equal((key, key), (row!.Key, Text(row)));
            Assert.Equal(keys[i..], await KeysAsync(store, same + "p", key, null));
            Assert.Equal(keys[..i], await KeysAsync(store, same + "p", null, key));
        }

        var again = await store.CommitAsync(Table, same + "p", [new RowWrite.Insert(same, default)], Cancellation);
        Assert.False(again.Committed);
    }
}
