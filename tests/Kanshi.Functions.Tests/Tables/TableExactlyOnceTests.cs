using Kanshi.Functions.Tests.Ingestion;
using Kanshi.Storage;
using Xunit;

namespace Kanshi.Functions.Tests.Tables;

/// <summary>Over a real table service, with the batches as the trigger function gets them.</summary>
public sealed class TableExactlyOnceTests(Azurite azurite) : TriggerExactlyOnceTests, IAsyncLifetime
{
    private AzuriteStores _stores = null!;

    protected override int Seeds => 3;

    public async ValueTask InitializeAsync() => _stores = await AzuriteStores.OpenAsync(azurite);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override IRowStore Create() => _stores.Create();
}
