using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Kanshi.Connectors.Notifying;
using Kanshi.Incidents;
using Kanshi.Notifications;

namespace Kanshi.Connectors.PagerDuty;

/// <summary>
/// Events as PagerDuty's Events API v2 takes them ("Send an Alert Event"): all of an incident under one dedup key, so that PagerDuty has one alert for it.
/// </summary>
internal static class PagerDutyEvent
{
    private const int MaxSummary = 1024;
    private const int MaxDedupKey = 255;
    private const int MaxText = 500;

    /// <summary>
    /// What one notification is to PagerDuty, in order. An acknowledgement that could not be told by itself follows the event that stands for it; a test
    /// is resolved right away.
    /// </summary>
    public static IEnumerable<string> ActionsOf(Notification notification) => notification.Kind switch
    {
        NotificationKind.Acknowledged => ["acknowledge"],
        NotificationKind.Resolved => ["resolve"],
        NotificationKind.Test => ["trigger", "resolve"],
        _ when notification.AcknowledgedBy is not null && notification.StandsFor.Contains(NotificationKind.Acknowledged) => ["trigger", "acknowledge"],
        _ => ["trigger"],
    };

    public static JsonObject Write(Notification notification, string action, string routingKey, IncidentLinks links)
    {
        var json = new JsonObject
        {
            ["routing_key"] = routingKey,
            ["event_action"] = action,
            ["dedup_key"] = DedupKeyOf(notification.IncidentId),
            ["client"] = "Kanshi",
        };
        if (links.PageOf(notification) is { } page)
            json["client_url"] = page.AbsoluteUri;
        if (action != "trigger")
            return json;
        json["links"] = new JsonArray([.. LinksOf(notification, links)]);
        json["payload"] = PayloadOf(notification);
        return json;
    }

    /// <summary>The incident's id; of one with a very long service name the hash.</summary>
    public static string DedupKeyOf(string incidentId) =>
        incidentId.Length <= MaxDedupKey ? incidentId : $"kanshi-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(incidentId)))}";

    private static IEnumerable<JsonNode> LinksOf(Notification notification, IncidentLinks links)
    {
        if (links.PageOf(notification) is { } page)
            yield return new JsonObject { ["href"] = page.AbsoluteUri, ["text"] = "The incident in Kanshi" };
        if (links.ApiOf(notification) is { } api)
            yield return new JsonObject { ["href"] = api.AbsoluteUri, ["text"] = "The incident as JSON" };
    }

    private static JsonObject PayloadOf(Notification notification)
    {
        var payload = new JsonObject
        {
            ["summary"] = Wording.Of(notification, new IncidentLinks("")).Sentence(MaxSummary),
            ["source"] = SafeText.OneLine(notification.Service, MaxText),
            ["severity"] = SeverityOf(notification),
            ["timestamp"] = notification.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["group"] = SafeText.OneLine(notification.Service, MaxText),
        };
        if (notification.Signals is [var lead, ..])
            payload["component"] = SafeText.OneLine(lead.Stream, MaxText);
        if (notification.Symptom is { } symptom)
            payload["class"] = Wording.Name(symptom);
        payload["custom_details"] = DetailsOf(notification);
        return payload;
    }

    private static string SeverityOf(Notification notification) => notification switch
    {
        { Kind: NotificationKind.Test } => "info",
        { Kind: NotificationKind.Escalated } or { Severity: 1 } => "critical",
        { Severity: 2 } => "error",
        { Severity: 3 } => "warning",
        _ => "info",
    };

    private static JsonObject DetailsOf(Notification notification) => new()
    {
        ["kind"] = notification.Kind.Name(),
        ["key"] = notification.Key,
        ["incident"] = notification.IncidentId,
        ["state"] = Wording.Name(notification.State),
        ["severity"] = notification.Severity,
        ["confidence"] = Math.Round(notification.Confidence, 3),
        ["cause"] = SafeText.OneLine(notification.Cause, MaxText),
        ["layer"] = notification.Layer is { } layer ? Wording.Name(layer) : null,
        ["since"] = notification.Since.UtcDateTime,
        ["acknowledged_by"] = notification.AcknowledgedBy is { } by ? SafeText.OneLine(by, MaxText) : null,
        ["note"] = notification.Note is { } note ? SafeText.OneLine(note, MaxText) : null,
        ["stands_for"] = new JsonArray([.. notification.StandsFor.Select(kind => JsonValue.Create(kind.Name()))]),
        ["signal_count"] = notification.SignalCount,
        ["signals"] = new JsonArray([.. notification.Signals.Select(SignalOf)]),
    };

    private static JsonObject SignalOf(NotifiedSignal signal) => new()
    {
        ["metric"] = SafeText.OneLine(signal.Metric, MaxText),
        ["stream"] = SafeText.OneLine(signal.Stream, MaxText),
        ["direction"] = Wording.Name(signal.Direction),
        ["state"] = Wording.Name(signal.State),
        ["expected"] = NumberOf(signal.Expected),
        ["observed"] = NumberOf(signal.Observed),
    };

    private static JsonNode? NumberOf(double value) => double.IsFinite(value) ? JsonValue.Create(Math.Round(value, 6)) : null;
}
