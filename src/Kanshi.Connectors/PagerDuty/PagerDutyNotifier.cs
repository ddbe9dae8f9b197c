using Kanshi.Connectors.Notifying;
using Kanshi.Notifications;

namespace Kanshi.Connectors.PagerDuty;

/// <summary>Raises, acknowledges and resolves alerts by PagerDuty's Events API v2. Told again it changes nothing there: the dedup key is the incident's.</summary>
public sealed class PagerDutyNotifier : INotifier, IDisposable
{
    private readonly ChannelHttp _http;
    private readonly string _routingKey;
    private readonly IncidentLinks _links;

    /// <exception cref="ArgumentException">The options are not valid; the message has all that is wrong.</exception>
    public PagerDutyNotifier(string name, PagerDutyOptions options, string publicUrl, TimeProvider time)
    {
        if (options.Validate($"pagerDuty.{name}").ToArray() is { Length: > 0 } errors)
            throw new ArgumentException(string.Join(' ', errors), nameof(options));
        (Name, _routingKey, _links) = (name, options.RoutingKey, new IncidentLinks(publicUrl));
        _http = new ChannelHttp(options.Url, options.Timeout, time);
    }

    public string Name { get; }

    public async ValueTask<DeliveryResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        DeliveryResult result = new DeliveryResult.Delivered();
        foreach (var action in PagerDutyEvent.ActionsOf(notification))
        {
            result = await _http.PostAsync(ChannelJson.Write(PagerDutyEvent.Write(notification, action, _routingKey, _links)), addHeaders: null, cancellation);
            if (result is not DeliveryResult.Delivered)
                return result;
        }

        return result;
    }

    public void Dispose() => _http.Dispose();
}
