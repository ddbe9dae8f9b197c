using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace Kanshi.Functions.Settings;

/// <summary>The identity settings of a connection, under the names that the Functions host itself reads: <c>credential</c> and <c>clientId</c>.</summary>
public static class IdentitySettings
{
    /// <summary>A managed identity where the settings ask for one, otherwise whatever the machine is signed in with.</summary>
    public static TokenCredential Credential(IConfigurationSection section)
    {
        var clientId = section["clientId"];
        if (!string.Equals(section["credential"], "managedidentity", StringComparison.OrdinalIgnoreCase))
            return new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = clientId });
        return new ManagedIdentityCredential(
            string.IsNullOrEmpty(clientId) ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(clientId));
    }
}
