using Kanshi.Local.Sqlite;
using Kanshi.Storage;
using Kanshi.Testing;

namespace Kanshi.Local.Tests.Sqlite;

public sealed class SqliteExactlyOnceTests : ExactlyOnceContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<IDisposable> _open = [];

    protected override int Seeds => 12;

    public void Dispose()
    {
        foreach (var store in _open)
            store.Dispose();
        _folder.Dispose();
    }

    protected override IRowStore Create()
    {
        var store = SqliteRowStore.Open(_folder.File($"{_open.Count}.db"), durable: false);
        _open.Add(store);
        return store;
    }
}
