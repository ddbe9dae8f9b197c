using Azure.Messaging.EventHubs;

namespace Kanshi.Functions.Tests.Ingestion;

/// <summary>Messages as the hub delivers them.</summary>
internal static class HubMessages
{
    public static EventData Of(long sequence, DateTimeOffset enqueued, BinaryData body) => EventHubsModelFactory.EventData(
        body, new Dictionary<string, object>(StringComparer.Ordinal), sequenceNumber: sequence, offsetString: $"{sequence}", enqueuedTime: enqueued);
}
