using Kanshi.Storage;
using Kanshi.Testing;
using Xunit;

namespace Kanshi.Functions.Tests.Tables;

public sealed class TableExactlyOnceTests(Azurite azurite) : ExactlyOnceContract, IAsyncLifetime
{
    private AzuriteStores _stores = null!;

    protected override int Seeds => 3;

    public async ValueTask InitializeAsync() => _stores = await AzuriteStores.OpenAsync(azurite);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override IRowStore Create() => _stores.Create();
}
