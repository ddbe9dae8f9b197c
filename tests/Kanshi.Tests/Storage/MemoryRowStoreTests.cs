using Kanshi.Storage;
using Kanshi.Testing;

namespace Kanshi.Tests.Storage;

public sealed class MemoryRowStoreTests : RowStoreContract
{
    protected override IRowStore Create() => new MemoryRowStore();
}
