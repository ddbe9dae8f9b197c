using Kanshi.Storage;
using Kanshi.Testing;

namespace Kanshi.Tests.Ingestion;

public sealed class ExactlyOnceTests : ExactlyOnceContract
{
    protected override int Seeds => 1000;

    protected override IRowStore Create() => new MemoryRowStore();
}
