using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Kanshi.Functions.Tables;

namespace Kanshi.Functions.Tests.Tables;

/// <summary>Makes row stores in Azurite, each with tables of its own.</summary>
internal sealed class AzuriteStores(Azurite azurite, string connectionString)
{
    public static async Task<AzuriteStores> OpenAsync(Azurite azurite) => new(azurite, await azurite.ConnectionStringAsync());

    public TableRowStore Create(HttpMessageHandler? network = null, TimeProvider? clock = null) =>
        new(Service(network), clock ?? TimeProvider.System, azurite.NewPrefix());

    /// <summary>A second client of the same tables.</summary>
    public TableServiceClient Service(HttpMessageHandler? network = null)
    {
        var options = TableClients.Options();
        if (network is not null)
            options.Transport = new HttpClientTransport(network);
        return new TableServiceClient(connectionString, options);
    }
}
