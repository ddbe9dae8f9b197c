using Azure.Messaging.EventHubs;
using Kanshi.Inference;
using Kanshi.Ingestion;

namespace Kanshi.Functions.EventHubs;

/// <summary>
/// How the door marks a record that it has refused, so that it is counted where all are. Anybody who may send to the hub can write these
/// properties: nothing but a known reason and a plausible length is believed.
/// </summary>
public static class RefusalProperties
{
    private const string Reason = "kanshi-refused";
    private const string Length = "kanshi-length";

    public static void Write(EventData message, SinkRecord record)
    {
        if (record.Refused is not { } refused)
            return;
        message.Properties[Reason] = refused.ToString();
        message.Properties[Length] = record.Length;
    }

    public static SetAsideReason? ReadReason(EventData message) =>
        message.Properties.TryGetValue(Reason, out var reason) && reason is string text ? SetAsideReason.ParseKnown(text) : null;

    public static long? ReadLength(EventData message) =>
        message.Properties.TryGetValue(Length, out var length) && length is long and >= 0 ? (long)length : null;
}
