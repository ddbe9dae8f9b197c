using Kanshi.Local.Sqlite;
using Kanshi.Storage;
using Kanshi.Testing;

namespace Kanshi.Local.Tests.Sqlite;

/// <summary>Makes row stores in files of a temporary folder, and takes them away.</summary>
internal sealed class SqliteFiles : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<IDisposable> _open = [];

    public string Path(string name) => _folder.File(name);

    public IRowStore Create()
    {
        var store = SqliteRowStore.Open(Path($"{_open.Count}.db"), durable: false);
        _open.Add(store);
        return store;
    }

    public void Dispose()
    {
        foreach (var store in _open)
            store.Dispose();
        _folder.Dispose();
    }
}
