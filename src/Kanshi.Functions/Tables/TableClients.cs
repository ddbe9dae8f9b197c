using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace Kanshi.Functions.Tables;

/// <summary>
/// The client of the product's storage account, by the app settings that connections of Functions have: <c>KanshiTables</c> is a connection
/// string, or <c>KanshiTables__serviceUri</c> the address of the table service, with <c>KanshiTables__credential</c> "managedidentity" and the
/// <c>KanshiTables__clientId</c> of the identity, if it is one of several. With an address alone the default credential is used.
/// </summary>
internal static class TableClients
{
    private const string Setting = "KanshiTables";
    private const string ManagedIdentity = "managedidentity";

    /// <exception cref="InvalidOperationException">The settings are none that work. Says what to set, and shows no secret.</exception>
    public static TableServiceClient Open(IConfiguration configuration, TableClientOptions options)
    {
        var section = configuration.GetSection(Setting);
        return (section.Value, section["serviceUri"]) switch
        {
            ({ Length: > 0 }, { Length: > 0 }) => throw Wrong($"both {Setting} and {Setting}__serviceUri are set; remove one of them"),
            ({ Length: > 0 } connection, _) => OfConnectionString(connection, options),
            (_, { Length: > 0 } address) => new TableServiceClient(ServiceUri(address), Credential(section), options),
            _ => throw Wrong(
                $"set {Setting} to its connection string, or {Setting}__serviceUri to its address (https://ACCOUNT.table.core.windows.net)"),
        };
    }

    /// <summary>
    /// Tries again for about half a minute when the service is throttled or gone, by backing off with jitter, or as long as it asks for. Who
    /// calls the store tries again after that.
    /// </summary>
    public static TableClientOptions Options()
    {
        var options = new TableClientOptions
        {
            Retry =
            {
                Mode = RetryMode.Exponential,
                MaxRetries = 6,
                Delay = TimeSpan.FromSeconds(0.5),
                MaxDelay = TimeSpan.FromSeconds(15),
                NetworkTimeout = TimeSpan.FromSeconds(30),
            },
        };
        options.AddPolicy(SendCount.Policy, HttpPipelinePosition.PerRetry);
        return options;
    }

    private static TableServiceClient OfConnectionString(string connection, TableClientOptions options)
    {
        try
        {
            return new TableServiceClient(connection, options);
        }
        catch (Exception unreadable) when (unreadable is FormatException or InvalidOperationException or ArgumentException)
        {
            // Not as the inner exception: its message may quote what it could not read.
            throw Wrong($"{Setting} is no connection string; copy it from the storage account's access keys, or set {Setting}__serviceUri instead");
        }
    }

    private static Uri ServiceUri(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.Query.Length == 0
            ? uri
            : throw Wrong($"{Setting}__serviceUri must be an address such as https://ACCOUNT.table.core.windows.net, with https and without a query");

    private static TokenCredential Credential(IConfigurationSection section)
    {
        var clientId = section["clientId"];
        var credential = section["credential"];
        if (!string.IsNullOrEmpty(credential) && !credential.Equals(ManagedIdentity, StringComparison.OrdinalIgnoreCase))
            throw Wrong($"{Setting}__credential can only be '{ManagedIdentity}'; leave it out for the default credential");
        if (!string.IsNullOrEmpty(clientId))
            return new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId));
        return string.IsNullOrEmpty(credential) ? new DefaultAzureCredential() : new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned);
    }

    private static InvalidOperationException Wrong(string what) => new($"The storage account cannot be reached: {what}.");
}
