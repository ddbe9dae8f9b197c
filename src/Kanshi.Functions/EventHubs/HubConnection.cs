using Azure.Messaging.EventHubs.Producer;
using Kanshi.Functions.Settings;
using Microsoft.Extensions.Configuration;

namespace Kanshi.Functions.EventHubs;

/// <summary>Connects to the hub as the trigger does: by the settings under <see cref="HubNames.Connection"/>.</summary>
public static class HubConnection
{
    /// <exception cref="InvalidDataException">The settings say neither where the hub is nor how to get there.</exception>
    public static EventHubProducerClient Producer(IConfiguration configuration)
    {
        var section = configuration.GetSection(HubNames.Connection);
        if (section.Value is { Length: > 0 } connectionString)
            return new EventHubProducerClient(connectionString, HubNames.InferenceEvents);
        return section["fullyQualifiedNamespace"] is { Length: > 0 } ns
            ? new EventHubProducerClient(ns, HubNames.InferenceEvents, IdentitySettings.Credential(section))
            : throw new InvalidDataException(
                $"{HubNames.Connection}__fullyQualifiedNamespace is not set: give the name of the namespace, such as example.servicebus.windows.net, or "
                + $"{HubNames.Connection} as a connection string for the emulator.");
    }
}
