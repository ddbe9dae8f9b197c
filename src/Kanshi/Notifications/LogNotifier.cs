using Kanshi.Incidents;
using Microsoft.Extensions.Logging;

namespace Kanshi.Notifications;

/// <summary>Tells the log: the channel that needs nothing configured.</summary>
public sealed partial class LogNotifier(ILogger<LogNotifier> logger) : INotifier
{
    public string Name => "log";

    public ValueTask<DeliveryResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        Log.Told(logger, notification.Kind, notification.IncidentId, notification.Severity, notification.State, notification.Summary);
        return new(new DeliveryResult.Delivered());
    }

    private static partial class Log
    {
        [LoggerMessage(3101, LogLevel.Warning, "Incident {Kind}: {IncidentId}, severity {Severity}, {State}: {Summary}")]
        public static partial void Told(ILogger logger, NotificationKind kind, string incidentId, int severity, IncidentState state, string summary);
    }
}
