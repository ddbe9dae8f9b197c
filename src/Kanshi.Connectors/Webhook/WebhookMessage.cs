using System.Text.Json;
using System.Text.Json.Serialization;
using Kanshi.Incidents;
using Kanshi.Notifications;

namespace Kanshi.Connectors.Webhook;

/// <summary>The body that is posted: a contract with receivers, pinned by an approved sample. Members are only ever added.</summary>
internal sealed record WebhookMessage(
    int Version,
    string Key,
    NotificationKind Kind,
    DateTimeOffset At,
    WebhookIncident Incident,
    IReadOnlyList<NotificationKind> StandsFor,
    string? Note)
{
    public static byte[] Write(Notification notification) => JsonSerializer.SerializeToUtf8Bytes(
        new WebhookMessage(
            Version: 1,
            notification.Key,
            notification.Kind,
            notification.At,
            new WebhookIncident(
                notification.IncidentId,
                notification.Service,
                notification.Summary,
                notification.State,
                notification.Severity,
                notification.Symptom,
                notification.Cause,
                notification.Layer,
                Math.Round(notification.Confidence, 3),
                notification.Since,
                notification.OpenedAt,
                notification.ResolvedAt,
                notification.AcknowledgedBy,
                notification.SignalCount,
                [.. notification.Signals.Select(WebhookSignal.Of)]),
            notification.StandsFor,
            notification.Note),
        WebhookJsonContext.Default.WebhookMessage);
}

/// <summary>The incident as it was when the message left. Absent facts are null, never left out.</summary>
internal sealed record WebhookIncident(
    string Id,
    string Service,
    string Summary,
    IncidentState State,
    int Severity,
    Symptom? Symptom,
    string Cause,
    CauseLayer? Layer,
    double Confidence,
    DateTimeOffset Since,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ResolvedAt,
    string? AcknowledgedBy,
    int SignalCount,
    IReadOnlyList<WebhookSignal> Signals);

/// <summary>One of the gravest signals; values that are no numbers are null.</summary>
internal sealed record WebhookSignal(string Metric, string Stream, SignalDirection Direction, SignalState State, double? Expected, double? Observed)
{
    public static WebhookSignal Of(NotifiedSignal signal) =>
        new(signal.Metric, signal.Stream, signal.Direction, signal.State, Finite(signal.Expected), Finite(signal.Observed));

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WebhookMessage))]
internal sealed partial class WebhookJsonContext : JsonSerializerContext;
