using Azure.Messaging.EventHubs.Producer;
using Kanshi.Functions.Settings;
using Microsoft.Extensions.Configuration;

namespace Kanshi.Functions.EventHubs;

/// <summary>Connects to the hub as the trigger does: by the settings under <see cref="HubNames.Connection"/>.</summary>
public static class HubConnection
{
    /// <param name="hub">One of <see cref="HubNames"/>.</param>
    /// <exception cref="InvalidDataException">The settings say neither where the hub is nor how to get there.</exception>
    public static EventHubProducerClient Producer(IConfiguration configuration, string hub)
    {
        var section = configuration.GetSection(HubNames.Connection);
        if (section.Value is { Length: > 0 } connectionString)
            return ByConnectionString(connectionString, hub);
        return section["fullyQualifiedNamespace"] is { Length: > 0 } ns
            ? new EventHubProducerClient(ns, hub, IdentitySettings.Credential(section), Options())
            : throw new InvalidDataException(
                $"{HubNames.Connection}__fullyQualifiedNamespace is not set: give the name of the namespace, such as example.servicebus.windows.net, or "
                + $"{HubNames.Connection} as a connection string for the emulator.");
    }

    /// <summary>The library's own three minutes and more are longer than anybody waits for an answer, and than a tick has.</summary>
    private static EventHubProducerClientOptions Options() => new()
    {
        RetryOptions = { TryTimeout = TimeSpan.FromSeconds(10), MaximumRetries = 2, MaximumDelay = TimeSpan.FromSeconds(2) },
    };

    private static EventHubProducerClient ByConnectionString(string connectionString, string hub)
    {
        try
        {
            return new EventHubProducerClient(connectionString, hub, Options());
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
#pragma warning disable MA0054 // the library's message does not name the setting, and might repeat it
            throw new InvalidDataException(
                $"{HubNames.Connection} is no connection string of a namespace: it looks like Endpoint=sb://…;SharedAccessKeyName=…;SharedAccessKey=…. "
                + $"With an identity set {HubNames.Connection}__fullyQualifiedNamespace instead.");
#pragma warning restore MA0054
        }
    }
}
