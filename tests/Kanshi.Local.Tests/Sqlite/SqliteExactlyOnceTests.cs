using Kanshi.Storage;
using Kanshi.Testing;

namespace Kanshi.Local.Tests.Sqlite;

public sealed class SqliteExactlyOnceTests : ExactlyOnceContract, IDisposable
{
    private readonly SqliteFiles _files = new();

    protected override int Seeds => 12;

    public void Dispose() => _files.Dispose();

    protected override IRowStore Create() => _files.Create();
}
